/** The worker of the playground: computes, so that the page stays quick. It trains once: the next training has a new one. */
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
const stop = new AbortController();

port.addEventListener("message", ({ data }) => {
  if (data.is === "setting") return setting.resolve(data.wasm);
  if (data.is === "select") {
    return void engine.then((engine) =>
      port.postMessage({ is: "selected", selected: selectFrom(data.map, data, engine) })
    ).catch(fail);
  }
  if (data.is === "stop") return stop.abort();
  train(data, stop.signal).catch(fail);
});

function fail(error: unknown): void {
  port.postMessage({ is: "failed", lines: linesOf(error) });
}

async function train({ program }: Extract<Order, { is: "train" }>, signal: AbortSignal): Promise<void> {
  await trainAndScore(program, await engine, { tell: (news) => port.postMessage(news), signal });
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
