/// <reference lib="dom" />
/** Starts the worker that the page brings along. */
import type { Order } from "../messages.ts";
import { found } from "./dom.ts";
import type { OpenWorker } from "./worker_client.ts";

/** A worker of that script, which has the binary of TensorFlow.js. */
export const openPageWorker: OpenWorker = (onNews) => {
  const script = found("worker").textContent;
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const started = new Worker(url);
  started.addEventListener("message", ({ data }) => onNews(data));
  started.addEventListener("error", ({ message }) => onNews({ is: "failed", lines: [message] }));
  const wasm = Uint8Array.from(atob(found("wasm").textContent), (letter) => letter.charCodeAt(0));
  started.postMessage({ is: "setting", wasm } satisfies Order);
  return started;
};
