/// <reference lib="dom" />
/** Talks to the worker, which is started when it is first needed. */
import type { News, Order } from "../messages.ts";
import { found } from "./dom.ts";

/** The worker as the page sees it. */
export interface WorkerClient {
  order(order: Order): void;
}

/** A worker of the script that the page brings along; `onNews` gets all that it says. */
export function createWorkerClient(onNews: (news: News) => void): WorkerClient {
  let worker: Worker | undefined;
  function start(): Worker {
    const script = found("worker").textContent;
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const started = new Worker(url);
    started.addEventListener("message", ({ data }) => onNews(data));
    started.addEventListener("error", ({ message }) => onNews({ is: "failed", lines: [message] }));
    const wasm = Uint8Array.from(atob(found("wasm").textContent), (letter) => letter.charCodeAt(0));
    started.postMessage({ is: "setting", wasm } satisfies Order);
    return started;
  }
  return { order: (order) => (worker ??= start()).postMessage(order) };
}
