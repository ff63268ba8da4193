/** `serve`: a run that answers over HTTP. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { hostName, leave } from "../files/libc.ts";
import { cannotWrite, ensureFolder } from "../files/write.ts";
import { MEGABYTE } from "../serve/body.ts";
import { createHandler } from "../serve/handler.ts";
import { type Answering, listenHttp } from "../serve/listen.ts";
import { openQueue } from "../serve/queue.ts";
import { readKeptRun } from "./run_model.ts";
import { openServedRun } from "./serve_run.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, runsFolder } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { inspected } from "./terminal/unexpected_exit.ts";

/** Options of `serve`. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Megabytes. */
  readonly maxBody: number;
  /** Requests that wait. */
  readonly queue: number;
  /** Which snippets are looked at, instead of what the recipe says. */
  readonly sampling?: string | undefined;
  /** The encoder, where the data of the run do not say it. */
  readonly encoder?: string | undefined;
}

/** Bytes of features that are held in memory. */
const FEATURES_BYTES = 256 * MEGABYTE;
/** Milliseconds that a client may send nothing. */
const IDLE = 60_000;

/** Where it may listen; the permissions of the task name the same. */
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];
const OPEN = ["0.0.0.0", "::"];

/** Signals within so many milliseconds are one: task runners pass Ctrl-C on to a process that has it already. */
const TOGETHER = 1000;

/** Serves until it is told to end; 0 then. */
export async function serveCommand(run: string, options: ServeOptions): Promise<number> {
  const { port, host, maxBody } = options;
  if (![...LOOPBACK, ...OPEN].includes(host)) {
    throw userError(
      `serve cannot listen on "${host}"`,
      `write one of: ${LOOPBACK.join(", ")}, for this machine alone; ${OPEN.join(", ")}, for others too`,
    );
  }
  const kept = await readKeptRun(run, options.sampling);
  const ending = listenForEnd();
  const server = await listen(run, port, host);
  try {
    await using served = await openServedRun(run, kept, options.encoder);
    await using folder = await requestFolder();
    const [name, isOpen] = [hostName().toLowerCase(), OPEN.includes(host)];
    server.answer(createHandler({
      run: served,
      queue: openQueue(options.queue),
      limits: { film: maxBody * MEGABYTE, features: FEATURES_BYTES, idle: IDLE },
      reachable: { isOpen, names: [name, `${name}.local`] },
      folder: folder.path,
      ending: ending.signal,
      tell: printErr,
      tellFailure: (error) => printErr(inspected(error)),
    }));
    const { refusesFilms } = served.facts;
    if (refusesFilms) {
      printErr([`note     takes features and no films: ${refusesFilms.error}`, `  = ${refusesFilms.remedy}`]);
    }
    if (isOpen) {
      printErr(
        "warning: other machines reach this server, which asks nobody who they are: no authentication",
      );
    }
    const shown = isOpen ? "localhost" : host.includes(":") ? `[${host}]` : host;
    printOut(`serving  http://${shown}:${server.port}/ until Ctrl-C`);
    await ending.ended;
    printErr("ending");
    // Requests have their files until they are answered.
    await server.stop();
  } finally {
    ending.stop();
    if (!ending.signal.aborted) await server.stop();
  }
  return 0;
}

/** Listens before anything is loaded, so that a port in use is told at once; what comes meanwhile waits. */
async function listen(run: string, port: number, hostname: string) {
  const { promise: ready, resolve: answer } = Promise.withResolvers<Answering>();
  try {
    const server = await listenHttp(port, hostname, async (request) => await (await ready)(request));
    return {
      port: server.port,
      answer,
      async stop() {
        answer(() => Promise.resolve(new Response(null, { status: 503 })));
        await server.stop();
      },
    };
  } catch (error) {
    throw cannotListen((error as { readonly code?: unknown }).code, { run, port, hostname }) ?? error;
  }
}

function cannotListen(
  code: unknown,
  { run, port, hostname }: { readonly run: string; readonly port: number; readonly hostname: string },
): Error | undefined {
  const again = (other: number) => command("serve", run, "--port", String(other));
  switch (code) {
    case "EADDRINUSE":
      return userError(
        `Port ${port} of ${hostname} is in use by another program`,
        `take another one: ${again(port + 1)}, or --port 0 for one that is free`,
      );
    case "EACCES":
      return userError(`Port ${port} is not for programs of users`, `take one above 1023: ${again(8787)}`);
    case "EADDRNOTAVAIL":
      return userError(`This machine has no address ${hostname}`, "leave --host out");
    default:
      return undefined;
  }
}

/** The folder below `runs` in which requests lie while they are worked on; removed at the end. */
async function requestFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  await ensureFolder(runsFolder());
  const path = await Deno.makeTempDir({ dir: runsFolder(), prefix: ".serve-" }).catch((error) => {
    throw cannotWrite(join(runsFolder(), ".serve"), error);
  });
  return { path: fromHere(path), [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

/** Listens for Ctrl-C and the like: the first ends what is at hand, a later one the process. */
function listenForEnd() {
  const controller = new AbortController();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let since = 0;
  const end = () => {
    if (controller.signal.aborted) {
      if (performance.now() - since >= TOGETHER) leave(1);
      return;
    }
    since = performance.now();
    controller.abort(new DOMException("The server ends", "AbortError"));
    resolve();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  signals.forEach((signal) => Deno.addSignalListener(signal, end));
  return {
    signal: controller.signal,
    ended,
    stop: () => signals.forEach((signal) => Deno.removeSignalListener(signal, end)),
  };
}
