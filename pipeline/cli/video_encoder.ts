/** The encoder that `--encoder` names, with the settings that stand beside it. */
import { basename, dirname, join } from "node:path";
import { type Diagnostic, UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { EncoderDescription } from "../../specs/encoder/description.ts";
import type { ChosenKind } from "../../specs/options/fields.ts";
import { readEncoder } from "../../specs/encoder/read.ts";
import { openEngine } from "../engines/open.ts";
import { readTextSync } from "../files/reading.ts";
import type { FilmTimes } from "../films/encode_film.ts";
import { type Encoder } from "../kinds/encoders/encoder.ts";
import { ENCODER_RUNS } from "../kinds/encoders/mod.ts";
import { createKind } from "../kinds/kind.ts";
import { filesIn } from "./options/near_files.ts";
import { fromHere, ROOT } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";

/** Times that replace those of a description. */
export type GivenTimes = { readonly [Key in keyof FilmTimes]?: number | undefined };

/** A description with its file, and the times that hold. */
export interface ChosenEncoder {
  readonly description: EncoderDescription;
  readonly path: string;
  readonly times: FilmTimes;
}

const OWN = join(ROOT, "recipes/encoders");
const YAML = /\.ya?ml$/;

/**
 * Reads the description that a name of ours or a path means.
 *
 * @throws {UserError} With every mistake in it, and where times do not fit together.
 */
export function chooseEncoder(name: string, stated: GivenTimes): ChosenEncoder {
  const path = YAML.test(name) ? fromHere(name) : ownPath(name);
  const description = readEncoder(path, readTextSync(path));
  const stride = stated.stride ?? description.stride;
  const times = {
    fps: stated.fps ?? description.fps,
    stride,
    window: stated.window ?? description.window ?? stride,
  };
  const { frames } = description.encoder as { readonly frames?: number };
  if (frames !== undefined && frames > times.window) {
    throw userError(
      `Encoder "${name}" looks at ${frames} frames of a snippet, which has ${times.window}`,
      `give it a longer window: --window ${frames}`,
    );
  }
  return { path, description, times };
}

function ownPath(name: string): string {
  const names = filesIn(OWN, YAML, false).map((file) => basename(file).replace(YAML, ""));
  if (names.includes(name)) return join(OWN, `${name}.yaml`);
  const diagnostic: Diagnostic = {
    message: `Unknown encoder "${name}"`,
    hint: suggest(name, names) ?? `one of: ${names.join(", ")}; or the .yaml file of one`,
  };
  throw new UserError(diagnostic.message, [diagnostic]);
}

/** Loads the model of an encoder whose files are relative to a folder. */
export async function openEncoder(kind: ChosenKind, folder: string): Promise<Encoder> {
  const useEngine = async () => printErr((await openEngine()).reason);
  return await createKind(ENCODER_RUNS, kind)(folder, useEngine);
}

/**
 * Loads the model of an encoder.
 *
 * @throws {UserError} When it cannot be loaded, or is another than the description means.
 */
export async function openChosen({ path, description: { encoder, hash } }: ChosenEncoder): Promise<Encoder> {
  const opened = await openEncoder(encoder, dirname(path));
  if (hash === undefined || opened.hash === hash) return opened;
  await opened.close();
  throw userError(
    `The model of "${path}" has the SHA-256 ${opened.hash}: its description says ${hash}`,
    "get the model that is meant, or write its hash where another is meant",
  );
}
