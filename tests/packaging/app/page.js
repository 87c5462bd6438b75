// A page: asks by itself, and a worker.
import { answers } from "./answers.js";

function fromWorker() {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(`the worker: ${message}`));
  });
}

globalThis.asked = Promise.all([answers("/v1"), fromWorker()]).then(
  ([page, worker]) => ({ page, worker }),
  (error) => ({ error: String(error) }),
);
