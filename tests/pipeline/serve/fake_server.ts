/** A server whose run does what a test says; requests go to its handler without a network. */
import { createHandler, type ServerParts } from "../../../pipeline/serve/handler.ts";
import { openQueue } from "../../../pipeline/serve/queue.ts";
import type { RefusalBody } from "../../../pipeline/serve/refusal.ts";
import type {
  FoundInVideo,
  SegmentJob,
  ServedFacts,
  ServedSource,
} from "../../../pipeline/serve/served_run.ts";

/** A source of rows of `width` values. */
export function servedSource(name: string, width: number): ServedSource {
  return { name, width, axes: ["L", "D"], stride: 16, window: 16 };
}

/** Facts of a model that takes films. */
export const FACTS: ServedFacts = {
  recipe: "served",
  run: "served-1a2b3c4d-s0",
  step: 7,
  classes: ["dive", "jump"],
  sources: [servedSource("rgb", 3), servedSource("flow", 2)],
  times: { fps: 25 },
};

/** What such a run finds: one segment in 4 snippets. */
export const FOUND: FoundInVideo = {
  detections: [{ video: "video", label: "jump", score: 0.1 + 0.2, start: 0.64, end: 1.28 }],
  found: 3,
  snippets: 4,
  duration: 2.56,
  fps: 25,
  stride: 16,
  window: 16,
  warnings: ["odd"],
};

/** Parts that a test may change. */
export interface FakeParts extends Partial<Omit<ServerParts, "run" | "folder">> {
  readonly facts?: ServedFacts;
  localize?(job: SegmentJob): Promise<FoundInVideo>;
  /** Requests that wait. */
  readonly waiting?: number;
}

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: RefusalBody & Record<string, unknown>;
}

/** A server with a folder: asks it, and keeps what it tells. */
export function fakeServer(
  folder: string,
  { facts = FACTS, localize, waiting = 1, ...parts }: FakeParts = {},
) {
  const told: string[] = [];
  const failures: unknown[] = [];
  const handler = createHandler({
    run: { facts, localize: localize ?? (() => Promise.resolve(FOUND)) },
    queue: openQueue(waiting),
    limits: { film: 10_000, features: 5_000, idle: 1e6 },
    reachable: { isOpen: false, names: [] },
    ending: new AbortController().signal,
    tell: (line) => told.push(line),
    tellFailure: (error) => failures.push(error),
    ...parts,
    folder,
  });
  const respond = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", "localhost:8787");
    return handler(new Request(`http://localhost:8787${path}`, { ...init, headers }));
  };
  return {
    told,
    failures,
    respond,
    async ask(path: string, init: RequestInit = {}): Promise<Answer> {
      const response = await respond(path, init);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
}

/** A request with the features of both sources as JSON. */
export function jsonRequest(features: unknown = { rgb: [[1, 2, 3]], flow: [[4, 5]] }): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ features }),
  };
}
