/** The worker of the playground: computes, so that the page stays quick. */
import { renderDiagnostics, RunError, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import type { News, Order } from "../messages.ts";
import { openPageEngine } from "./engine.ts";
import { selectFrom } from "./selection.ts";
import { trainAndScore } from "./training.ts";

/** What of a worker's scope is used. */
interface Port {
  postMessage(news: News): void;
  addEventListener(type: "message", listener: (event: { readonly data: Order }) => void): void;
}

const port = globalThis as unknown as Port;
const setting = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
const engine = setting.promise.then(openPageEngine);
let stop = new AbortController();

port.addEventListener("message", ({ data }) => {
  if (data.is === "setting") return setting.resolve(data.wasm);
  if (data.is === "select") {
    return void engine.then((engine) =>
      port.postMessage({ is: "selected", selected: selectFrom(data.map, data, engine) })
    ).catch(fail);
  }
  stop.abort();
  if (data.is === "stop") return;
  stop = new AbortController();
  train(data, stop.signal).catch(fail);
});

function fail(error: unknown): void {
  port.postMessage({ is: "failed", lines: linesOf(error) });
}

/** One training at a time: the one before ends at its next pause. */
let training: Promise<unknown> = Promise.resolve();

function train({ program }: Extract<Order, { is: "train" }>, signal: AbortSignal): Promise<void> {
  const next = training.then(async () =>
    await trainAndScore(program, await engine, { tell: (news) => port.postMessage(news), signal })
  );
  training = next.catch(() => {});
  return next;
}

function linesOf(error: unknown): string[] {
  if (error instanceof UserError) return renderDiagnostics(error).split("\n");
  if (error instanceof RunError) return [error.message, ...error.hint === undefined ? [] : [error.hint]];
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return [
    ...text.split("\n"),
    "This is a mistake in walt, not yours. Please report it with the lines above.",
  ];
}
