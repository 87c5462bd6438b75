import { makeClient } from "./client-class.js";
import { makeInstance, writePart } from "./shared-by-entries.js";
import { compile } from "./module.js";

export * from "./client-errors.js";

// Its own instance of the default entry's module: one download for both.
export const DialinClient = /* @__PURE__ */ makeClient(/* @__PURE__ */ makeInstance(compile, writePart));
