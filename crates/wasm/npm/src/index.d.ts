export * from "./functions.js";
export * from "./standard-schema.js";
