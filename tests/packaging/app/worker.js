// A worker of a page: posts its answers.
import { answers } from "./answers.js";

answers("/v1").then(
  (all) => postMessage(all),
  (error) => postMessage({ error: String(error) }),
);
