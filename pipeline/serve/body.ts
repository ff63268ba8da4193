/** The bodies of requests, read within limits. */
import { cannotWrite, writeAll } from "../files/write.ts";
import { Refusal } from "./refusal.ts";

/** What a body may take. */
export interface BodyLimits {
  /** Bytes of a film. */
  readonly film: number;
  /** Bytes of features, which are held in memory; at most those of a film. */
  readonly features: number;
  /** Milliseconds without a byte. */
  readonly idle: number;
}

/** How long a body is waited for. */
export interface Waiting extends Pick<BodyLimits, "idle"> {
  /** Aborted when nobody waits for the answer. */
  readonly signal: AbortSignal;
}

/** Bytes of a megabyte. */
export const MEGABYTE = 1e6;

/**
 * The bytes of a body as they come.
 *
 * @throws {Refusal} With status 413 where there are more than `most`, 408 where none come any more,
 * and 400 where the body breaks off.
 * @throws The reason of `signal`, when it is aborted.
 */
export async function* limitedBody(
  request: Request,
  most: number,
  { idle, signal }: Waiting,
): AsyncGenerator<Uint8Array, void> {
  const stated = Number(request.headers.get("content-length") ?? 0);
  if (stated > most) throw tooLarge(most, stated);
  if (!request.body) return;
  const reader = request.body.getReader();
  try {
    for (let count = 0;;) {
      const { done, value } = await withinTime(reader.read().catch(() => Promise.reject(brokenOff(count))), {
        idle,
        signal,
      });
      if (done) return;
      count += value.length;
      if (count > most) throw tooLarge(most);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Writes a body into a new file. */
export async function saveBody(bytes: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  let count = 0;
  using file = await Deno.open(path, { write: true, createNew: true }).catch((error) => {
    throw cannotWrite(path, error);
  });
  for await (const piece of bytes) {
    await writeAll(file, piece).catch((error) => {
      throw cannotWrite(path, error);
    });
    count += piece.length;
  }
  return count;
}

/** A body that is held in memory. */
export async function heldBody(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return await new Response(ReadableStream.from(bytes)).bytes();
}

function tooLarge(most: number, stated?: number): Refusal {
  const megabytes = (bytes: number) => `${Math.round(bytes / MEGABYTE * 10) / 10} MB`;
  return new Refusal(413, {
    error: `The body is larger than ${megabytes(most)}${
      stated === undefined ? "" : `: ${megabytes(stated)}`
    }`,
    expected: `at most ${megabytes(most)}`,
    remedy: "send less, or start the server with a larger --max-body, in MB; features are at most 256 MB",
  });
}

async function withinTime<T>(reading: Promise<T>, { idle, signal }: Waiting): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(stalled(idle)), idle);
  const give = () => reject(signal.reason);
  signal.addEventListener("abort", give);
  try {
    signal.throwIfAborted();
    return await Promise.race([reading, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", give);
  }
}

/** Mostly nobody is there any more to be told. */
function brokenOff(count: number): Refusal {
  return new Refusal(400, {
    error: `The body broke off after ${count} bytes`,
    expected: "the whole body",
    remedy: "send the request again",
  });
}

function stalled(idle: number): Refusal {
  return new Refusal(408, {
    error: `No byte of the body came for ${idle / 1000} s`,
    expected: "the whole body",
    remedy: "send the request again",
  });
}
