import { test } from "node:test";
import { everything } from "./support/everything.mjs";

if (process.platform === "linux") everything("webkit");
else test("webkit", { skip: "WebKitGTK exists on Linux only" });
