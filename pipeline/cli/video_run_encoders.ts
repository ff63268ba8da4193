/** The encoders that the features of a run were made with. */
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import type { FeatureSource } from "../../specs/recipe/features.ts";
import { isThere } from "../files/reading.ts";
import type { FilmTimes } from "../films/encode_film.ts";
import { type FilmRecord, openFilmRecord, recordPath } from "../films/record.ts";
import type { ChosenKind } from "../../specs/options/fields.ts";
import type { Encoder } from "../kinds/encoders/encoder.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { toPaste } from "./terminal/paths.ts";
import { chooseEncoder, openEncoder } from "./video_encoder.ts";

/** What makes the rows of a source. */
export interface RunEncoder {
  /** The name of the source in the recipe. */
  readonly source: string;
  readonly kind: ChosenKind;
  /** The folder that its files are relative to. */
  readonly folder: string;
  readonly times: FilmTimes;
  /** SHA-256 of the model that made the features; undefined where nothing says it. */
  readonly hash: string | undefined;
}

/**
 * The encoder of each source of a run: what the record in its data says, or the description that a person names where
 * there is none, or whose files lie elsewhere now.
 *
 * @throws {UserError} When nothing says how a source was made, or something else than the recipe.
 */
export function encodersOf(
  run: string,
  { recipe: { data, features: { sources } } }: Program,
  given: string | undefined,
): RunEncoder[] {
  if (data.kind !== "folder") {
    throw userError(
      `The data of run "${run}" are generated: no film has such features`,
      `train on films: ${command("video", "features", "my_films", "--out", "my_data")}`,
    );
  }
  const named = Object.entries(sources);
  return named.map(([name, source]) => {
    const path = recordPath(data.root, name);
    if (isThere(path)) return recorded(name, source, data.root, given);
    if (given !== undefined && named.length === 1) return described(name, source, given);
    throw userError(
      `Nothing says which encoder made source "${name}" of run "${run}": there is no "${toPaste(path)}"`,
      named.length === 1
        ? "name the encoder that did, such as --encoder pose; for features that were made elsewhere there is predict"
        : "only features that video features made of films can be made of other films: for all others there is predict",
    );
  });
}

function recorded(
  name: string,
  source: FeatureSource,
  root: string,
  given: string | undefined,
): RunEncoder {
  const record = openFilmRecord(recordPath(root, name));
  refuseOtherTimes(name, source, record);
  const { model, ...kind } = record.encoder as ChosenKind & { readonly model?: string };
  const folder = join(root, record.folder ?? ".");
  if (given === undefined) return { source: name, kind, folder, times: record.times, hash: model };
  const chosen = chooseEncoder(given, record.times);
  if (JSON.stringify(chosen.description.encoder) !== JSON.stringify(kind)) {
    throw userError(
      `--encoder ${given} has other options than the features of source "${name}" were made with`,
      `leave it out, or change it to ${JSON.stringify(kind)}`,
    );
  }
  return { source: name, kind, folder: dirname(chosen.path), times: record.times, hash: model };
}

function refuseOtherTimes(
  name: string,
  { fps, stride, window = stride }: FeatureSource,
  { times }: FilmRecord,
) {
  const [said, made] = [{ fps, stride, window }, times].map((each) => JSON.stringify(each, KEYS));
  if (said === made) return;
  throw userError(
    `The recipe says ${said} of source "${name}", and its features were made with ${made}`,
    "train on them as they were made: a run whose times are wrong finds wrong times",
  );
}

const KEYS = ["fps", "stride", "window"];

function described(name: string, { fps, stride, window }: FeatureSource, given: string): RunEncoder {
  if (typeof fps !== "number") {
    throw userError(
      `The recipe of the run says no one frame rate of source "${name}", which films would be resampled to`,
      "train on features that video features made",
    );
  }
  const { description, path, times } = chooseEncoder(given, { fps, stride, window: window ?? stride });
  return { source: name, kind: description.encoder, folder: dirname(path), times, hash: undefined };
}

/**
 * Loads the model of an encoder.
 *
 * @throws {UserError} When it cannot be read, or is another than the features were made with.
 */
export async function openRunEncoder({ source, kind, folder, hash }: RunEncoder): Promise<Encoder> {
  const encoder = await openEncoder(kind, folder);
  if (hash === undefined || hash === encoder.hash) return encoder;
  await encoder.close();
  throw userError(
    `The model of encoder ${kind.kind} is another than the one that made source "${source}" of the run`,
    "name the description whose file is the one of then, with --encoder FILE.yaml, or make the features and the run anew",
  );
}
