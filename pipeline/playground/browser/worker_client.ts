/** Talks to the worker, which is started when it is first needed, and anew for each further training. */
import type { News, Order } from "../messages.ts";

/** Milliseconds that a training has to end by itself when it is stopped. */
const GRACE_MS = 1000;

/** What the page asks for, once a worker is there. */
export type WorkerRequest = Exclude<Order, { readonly is: "setting" }>;

/** The worker as the page sees it. */
export interface WorkerClient {
  order(request: WorkerRequest): void;
}

/** What of a worker is used. */
export interface PageWorker {
  postMessage(order: Order): void;
  terminate(): void;
}

/** Starts a worker; `onNews` gets all that it says. */
export type OpenWorker = (onNews: (news: News) => void) => PageWorker;

/** A worker of which the last training can always be stopped: where it does not end by itself, the worker does. */
export function createWorkerClient(
  open: OpenWorker,
  onNews: (news: News) => void,
  grace = GRACE_MS,
): WorkerClient {
  let worker: PageWorker | undefined;
  let hasTrained = false;
  /** The training that goes on: when it began, and its last step. */
  let training: { readonly began: number; step: number } | undefined;
  /** The question without an answer. */
  let asked: WorkerRequest | undefined;
  let killing: ReturnType<typeof setTimeout> | undefined;

  function started(): PageWorker {
    // What a worker still says after its end is of no use any more.
    const opened = open((news) => void (opened === worker && hear(news)));
    return opened;
  }

  function hear(news: News): void {
    if (news.is === "selected") asked = undefined;
    if (training && "step" in news) training.step = news.step;
    if (news.is === "ended" || news.is === "failed") endTraining();
    onNews(news);
  }

  function endTraining(): void {
    clearTimeout(killing);
    training = undefined;
  }

  /** Ends the worker with all that it does; what it was asked for besides is asked again. */
  function renew(): void {
    endTraining();
    worker?.terminate();
    worker = undefined;
    hasTrained = false;
    if (asked) send(asked);
  }

  function send(request: WorkerRequest): void {
    worker ??= started();
    worker.postMessage(request);
  }

  function kill(): void {
    if (!training) return;
    const { step, began } = training;
    renew();
    onNews({ is: "ended", step, seconds: (performance.now() - began) / 1000, isWhole: false });
  }

  function order(request: WorkerRequest): void {
    if (request.is === "train") {
      if (hasTrained) renew();
      hasTrained = true;
      training = { began: performance.now(), step: 0 };
    }
    if (request.is === "select") asked = request;
    if (request.is === "stop") {
      if (!training) return;
      clearTimeout(killing);
      killing = setTimeout(kill, grace);
    }
    send(request);
  }

  return { order };
}
