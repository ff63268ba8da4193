/** Puts a film beside the page about it: as a copy, as a copy that browsers play, or not at all. */
import { basename, join, relative, resolve } from "node:path";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { sampleHash } from "../../data/disk/sample_hash.ts";
import { isThere } from "../../files/reading.ts";
import { cannotWrite } from "../../files/write.ts";
import { fileUrl } from "../ffmpeg.ts";
import { writtenForm } from "./codecs.ts";
import { runFfmpeg } from "./run_ffmpeg.ts";

/** How a film comes to its page. */
export type Placing = "copy" | "link" | "transcode";

/**
 * Places a film.
 *
 * @param folder That of the page.
 * @returns Its path from there.
 * @throws {RunError} When it cannot be written.
 */
export async function placeFilm(path: string, folder: string, placing: Placing): Promise<string> {
  if (placing === "link") return relative(resolve(folder), resolve(path));
  if (placing === "transcode") return await transcode(path, folder);
  const name = basename(path);
  const target = join(folder, name);
  if (!await areSame(path, target)) {
    await whole(target, (unfinished) => Deno.copyFile(path, unfinished));
  }
  return name;
}

async function transcode(path: string, folder: string): Promise<string> {
  const { ending, words } = await writtenForm();
  // Another name than that of the film, which may lie in the same folder.
  const name = `${basename(path).replace(/\.[^.]*$/, "")}.played${ending}`;
  // Key frames every second or two, so that seeking is quick.
  const args = ["-i", fileUrl(path), ...words, "-g", "48"];
  await whole(
    join(folder, name),
    async (unfinished) =>
      void await runFfmpeg([...args, "-y", fileUrl(unfinished)], `write "${path}" in ${ending}`),
  );
  return name;
}

/** Lets a file be written under another name, which it loses when it is finished. */
async function whole(target: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${target}.unfinished`;
  try {
    await write(unfinished);
    await Deno.rename(unfinished, target);
  } catch (error) {
    await Deno.remove(unfinished).catch(() => {});
    throw error instanceof RunError ? error : cannotWrite(target, error);
  }
}

/** Whether one is a copy of the other, or the same. */
async function areSame(path: string, target: string): Promise<boolean> {
  if (!isThere(target)) return false;
  const [a, b] = await Promise.all([path, target].map((each) => Deno.stat(each)));
  if (a!.size !== b!.size) return false;
  const [own, other] = await Promise.all([path, target].map((each) => sampleHash(each, a!.size)));
  return own === other;
}
