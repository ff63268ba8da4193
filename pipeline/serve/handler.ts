/** The routes of the server: every request to an answer. */
import { join } from "node:path";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { ensureFolder } from "../files/write.ts";
import { type BodyLimits } from "./body.ts";
import { type Reachable, refuseStrangers } from "./callers.ts";
import { openapiOf } from "./openapi.ts";
import type { JobQueue } from "./queue.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { readSegmentOptions } from "./segment_options.ts";
import { receive } from "./sent.ts";
import { wanted } from "./sent_arrays.ts";
import type { FoundInVideo, ServedRun } from "./served_run.ts";
import { servedPage } from "./served_page.ts";

/** What the routes are made of. */
export interface ServerParts {
  readonly run: ServedRun;
  readonly queue: JobQueue;
  readonly limits: BodyLimits;
  readonly reachable: Reachable;
  /** Where requests have folders of their own while they are worked on. */
  readonly folder: string;
  /** Aborted when the server ends. */
  readonly ending: AbortSignal;
  /** Is told of each job, in a line. */
  tell(line: string): void;
  /** Is told of what fails by our own mistake. */
  tellFailure(error: unknown): void;
}

/** By which browsers take no answer for anything else, and show it in no frame. */
const HEADERS = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

type Route = (request: Request, parts: ServerParts) => Response | Promise<Response>;

const ROUTES: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  "/": { GET: (_, { run, limits }) => servedPage(run.facts, limits) },
  "/health": { GET: (_, { run, queue }) => Response.json(healthOf(run, queue)) },
  "/openapi.json": { GET: (_, { run, limits }) => Response.json(openapiOf(run.facts, limits)) },
  "/segments": { POST: answerSegments },
};

/** Makes the function that answers requests; it never throws. */
export function createHandler(parts: ServerParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await answer(request, parts).catch((error: unknown) => {
      if (error instanceof Refusal) return error.response();
      parts.tellFailure(error);
      return new Refusal(500, {
        error: "The server failed by a mistake of its own",
        expected: "an answer",
        remedy: "look at what the server printed, and report it",
      }).response();
    });
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  };
}

async function answer(request: Request, parts: ServerParts): Promise<Response> {
  refuseStrangers(request, parts.reachable);
  const { pathname } = new URL(request.url);
  const route = Object.hasOwn(ROUTES, pathname) ? ROUTES[pathname] : undefined;
  if (!route) {
    throw new Refusal(404, {
      error: `There is nothing at ${pathname}`,
      expected: `one of: ${Object.keys(ROUTES).join(", ")}`,
      remedy: "GET /openapi.json describes them",
    });
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  const run = Object.hasOwn(route, method) ? route[method] : undefined;
  if (run) return await run(request, parts);
  const allowed = Object.keys(route).join(", ");
  throw new Refusal(405, {
    error: `${request.method} is not for ${pathname}`,
    expected: allowed,
    remedy: `send it as ${allowed}`,
  }, { allow: allowed });
}

function healthOf({ facts: { run, recipe, step } }: ServedRun, { isBusy, taken }: JobQueue) {
  return { status: "ok", run, recipe, step, busy: isBusy, jobs: taken };
}

let serial = 0;

async function answerSegments(request: Request, parts: ServerParts): Promise<Response> {
  const { run, queue, limits, tell, ending } = parts;
  const { facts } = run;
  const options = readSegmentOptions(new URL(request.url).searchParams, facts.times);
  using place = queue.enter();
  if (!place) {
    throw new Refusal(503, {
      error: `The queue is full: ${queue.taken} requests are being answered`,
      expected: "a free place",
      remedy: "send the request again later",
    }, { "retry-after": String(queue.secondsLeft) });
  }
  const signal = AbortSignal.any([request.signal, ending]);
  const folder = join(parts.folder, String(serial++));
  await ensureFolder(folder);
  const began = performance.now();
  try {
    const film = await receive(request, folder, options.video, facts, limits, signal).catch((error) => {
      throw error instanceof RunError ? noRoom(error) : error;
    });
    const found = await place.run(() => run.localize({ folder, film, options, signal }), signal);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    tell(`answered "${options.video}": ${found.detections.length} segments in ${seconds} s`);
    return Response.json(segmentsBody(options.video, found));
  } catch (error) {
    if (signal.aborted) throw left(options.video, ending, tell);
    const refusal = error instanceof Refusal ? error : refusalOf(error, folder, wanted(facts));
    if (refusal) tell(`refused  "${options.video}": ${refusal.body.error}`);
    throw refusal ?? error;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Files of the request that the server could not write. */
function noRoom({ message, hint }: RunError): Refusal {
  return new Refusal(507, {
    error: message,
    expected: "room for the request",
    remedy: hint ?? "make room on the disk of the server",
  });
}

function left(video: string, ending: AbortSignal, tell: (line: string) => void): Refusal {
  if (!ending.aborted) tell(`left     "${video}": the client did not wait for its answer`);
  return new Refusal(503, {
    error: "The request was given up",
    expected: "a client that waits, and a server that goes on",
    remedy: "send it again",
  });
}

/** The answer about a video: segments as in a prediction file, and what their times are. */
function segmentsBody(video: string, { detections, ...rest }: FoundInVideo) {
  return {
    video,
    unit: "seconds",
    segments: detections.map(({ label, score, start, end }) => ({ label, score, segment: [start, end] })),
    ...rest,
  };
}
