/** What a client sends: features or a film, which become files in a folder of the request. */
import { join } from "node:path";
import { cannotWrite, ensureFolder } from "../files/write.ts";
import { type BodyLimits, heldBody, limitedBody, saveBody } from "./body.ts";
import { Refusal } from "./refusal.ts";
import { type BodyFacts, formArrays, jsonArrays, wanted } from "./sent_arrays.ts";

/** Bytes with which every .npy file begins. */
const NPY = Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"));
/** What is taken for a film or for a .npy file. */
const BYTES = /^(?:video\/.+|application\/(?:octet-stream|x-npy|mp4|x-matroska))$/;

/** Where the features of a request lie. */
export const FEATURES = "features";

/**
 * Writes the body into `folder`: `features/<source>/<video>.npy`, or the film, whose path is the answer.
 *
 * @throws {Refusal} With status 400, 408, 413, 415 or 422.
 */
export async function receive(
  request: Request,
  folder: string,
  video: string,
  facts: BodyFacts,
  limits: BodyLimits,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [type = ""] = (request.headers.get("content-type") ?? "application/octet-stream").split(";");
  const kind = type.trim().toLowerCase();
  const waiting = { idle: limits.idle, signal };
  if (BYTES.test(kind)) {
    return await receiveBytes(limitedBody(request, limits.film, waiting), folder, video, facts, limits);
  }
  const isForm = kind === "multipart/form-data";
  if (!isForm && kind !== "application/json") throw otherType(kind, facts);
  const bytes = await heldBody(limitedBody(request, Math.min(limits.film, limits.features), waiting));
  if (bytes.length === 0) throw empty(facts);
  const arrays = isForm ? await formArrays(request, bytes, facts) : jsonArrays(bytes, facts);
  for (const [source, content] of arrays) await writeSource(folder, source, video, content);
  return undefined;
}

async function writeSource(folder: string, source: string, video: string, bytes: Uint8Array): Promise<void> {
  await ensureFolder(join(folder, FEATURES, source));
  const path = join(folder, FEATURES, source, `${video}.npy`);
  await Deno.writeFile(path, bytes).catch((error) => {
    throw cannotWrite(path, error);
  });
}

/** A film, or the features of the only source. */
async function receiveBytes(
  pieces: AsyncIterable<Uint8Array>,
  folder: string,
  video: string,
  facts: BodyFacts,
  { features }: Pick<BodyLimits, "features">,
): Promise<string | undefined> {
  const { sources, refusesFilms } = facts;
  const path = join(folder, `${video}.film`);
  const first = new Uint8Array(NPY.length);
  let seen = 0;
  const looked = async function* () {
    for await (const piece of pieces) {
      first.set(piece.subarray(0, NPY.length - seen), seen);
      seen = Math.min(NPY.length, seen + piece.length);
      const isKnown = seen === NPY.length;
      if (isKnown && refusesFilms && !isNpy(first)) {
        throw new Refusal(422, { ...refusesFilms, expected: wanted(facts) });
      }
      yield piece;
    }
  };
  const size = await saveBody(looked(), path);
  if (size === 0) throw empty(facts);
  if (!isNpy(first)) return path;
  if (size > features) {
    throw new Refusal(413, {
      error: "The features are larger than features may be",
      expected: `at most ${features} bytes`,
      remedy: "send the video in parts",
    });
  }
  const [only, ...others] = sources;
  if (others.length > 0) {
    throw new Refusal(422, {
      error: `The body is one .npy file, and the model reads ${sources.length} sources`,
      expected: wanted(facts),
      remedy: "send multipart/form-data with a part for each source",
    });
  }
  await ensureFolder(join(folder, FEATURES, only!.name));
  await Deno.rename(path, join(folder, FEATURES, only!.name, `${video}.npy`));
  return undefined;
}

function isNpy(first: Uint8Array): boolean {
  return NPY.every((byte, i) => first[i] === byte);
}

function empty(facts: BodyFacts): Refusal {
  return new Refusal(400, {
    error: "The body is empty",
    expected: wanted(facts),
    remedy: "send features or a film; GET /openapi.json describes both",
  });
}

function otherType(kind: string, facts: BodyFacts): Refusal {
  return new Refusal(415, {
    error: `Content-Type "${kind}" is not read`,
    expected:
      "multipart/form-data or application/json with features; video/* or application/octet-stream with a film",
    remedy: `say what the body is, which has to be ${wanted(facts)}`,
  });
}
