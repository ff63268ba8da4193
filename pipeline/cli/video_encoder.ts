/** The encoder that `--encoder` names, with the settings that stand beside it. */
import { basename, dirname, join } from "node:path";
import { type Diagnostic, UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import type { EncoderDescription } from "../../specs/encoder/description.ts";
import type { ChosenKind } from "../../specs/options/fields.ts";
import { readEncoder } from "../../specs/encoder/read.ts";
import { readTextSync } from "../files/reading.ts";
import type { FilmTimes } from "../films/encode_film.ts";
import { type Encoder } from "../kinds/encoders/encoder.ts";
import { ENCODER_RUNS } from "../kinds/encoders/mod.ts";
import { createKind } from "../kinds/kind.ts";
import { filesIn } from "./options/near_files.ts";
import { fromHere, ROOT } from "./terminal/paths.ts";

/** Times that replace those of a description. */
export type GivenTimes = { readonly [Key in keyof FilmTimes]?: number | undefined };

/** A description with its folder, and the times that hold. */
export interface ChosenEncoder {
  readonly description: EncoderDescription;
  readonly folder: string;
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
  return { description, folder: dirname(path), times };
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
  return await createKind(ENCODER_RUNS, kind)(folder);
}
