/** A second thread that looks at videos. */
import type { Answer, Task } from "./thread.ts";

/** A thread at work; disposing of it ends it. */
export interface OtherThread extends Disposable {
  /** What it has found. */
  readonly share: Promise<Answer>;
}

/** Starts it. */
export function startThread(task: Task): OtherThread {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { type: "module" });
  const share = new Promise<Answer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`The second thread has failed: ${event.message}`));
    };
  });
  // Where this thread fails before, nobody waits for the answer.
  share.catch(() => {});
  worker.postMessage(task);
  return { share, [Symbol.dispose]: () => worker.terminate() };
}
