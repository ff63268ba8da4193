/** `video draw`: a data set of films to try everything with. */
import { join } from "node:path";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { FILMS, writeFilms } from "../films/draw/write_films.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** Options of `video draw`. */
export interface DrawCommandOptions {
  readonly films: { readonly train: number; readonly test: number };
  readonly seed: number;
}

/** Draws films; 0 when they are there. */
export async function drawCommand(out: string, { films, seed }: DrawCommandOptions): Promise<number> {
  const folder = fromHere(out);
  await findFfmpeg();
  const progress = startProgress("drawing", films.train + films.test, "films");
  await writeFilms(folder, { ...films, seed, onFilm: (done) => progress.update(done) })
    .finally(() => progress.stop());
  const shown = toPaste(join(folder, FILMS));
  const next = command("video", "features", shown, "--out", toPaste(folder));
  printOut(`"${shown}" has ${films.train} films to train on and ${films.test} to test: ${next}`);
  return 0;
}
