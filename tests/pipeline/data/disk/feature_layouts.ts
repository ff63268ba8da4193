/** The same features, to be written in any layout. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { makeBatch } from "../../../../pipeline/data/batches/batches.ts";
import { testBatch } from "../../../../pipeline/data/batches/test_batch.ts";
import { openFolderDataset } from "../../../../pipeline/data/disk/folder_dataset.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { FolderData } from "../../../../specs/recipe/data.ts";
import type { FeatureSource } from "../../../../specs/recipe/features.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { smallDataset } from "../small_dataset.ts";

export type Rows = number[][];

const VIDEOS = [["train", "v1"], ["train", "v2"], ["test", "v3"]] as const;
/** Rows whose values need all bits of a float32. */
export const ROWS: Readonly<Record<string, Rows>> = Object.fromEntries(
  VIDEOS.map(([, id], v) => [
    id,
    Array.from({ length: 5 + v }, (_, r) => {
      return [0, 1].map((c) => Math.fround(Math.sin(1 + 100 * v + 10 * r + c) * 10 ** (r - 3)));
    }),
  ]),
);

export interface Layout {
  readonly source: Partial<FeatureSource> & Pick<FeatureSource, "path">;
  /** Files by name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** A file for each video. */
export function each(ending: string, kind: string, write: (rows: Rows) => Uint8Array, more = {}): Layout {
  return {
    source: { path: `features/{video}${ending}`, format: { kind }, ...more },
    files: Object.fromEntries(
      Object.entries(ROWS).map(([id, rows]) => [`features/${id}${ending}`, write(rows)]),
    ),
  };
}

/** One file for all videos. */
export function shared(name: string, kind: string, bytes: Uint8Array, format = {}): Layout {
  return { source: { path: name, format: { kind, ...format } }, files: { [name]: bytes } };
}

export async function open({ source, files }: Layout, more: Partial<FolderData> = {}) {
  const { data, features, files: texts } = smallDataset();
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(texts)) await Deno.writeTextFile(join(root, name), text);
  for (const [name, bytes] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(root, name)), { recursive: true });
    await Deno.writeFile(join(root, name), bytes);
  }
  const rgb = { ...features.sources["rgb"]!, ...source } as FeatureSource;
  return await openFolderDataset({ ...data, ...more, root }, { ...features, sources: { rgb } }, {
    subset: "test",
  });
}

const SAMPLER = { kind: "random_perturb" };

export async function batches(layout: Layout) {
  const dataset = await open(layout);
  const { length, sample } = { length: 4, sample: createKind(KINDS.train_samplers, SAMPLER) };
  const training = await makeBatch(dataset, dataset.train, { length, sample }, { seed: 1, pass: 2 });
  const test = await testBatch(dataset, dataset.test[0]!, {
    length,
    sample: createKind(KINDS.test_samplers, { kind: "all" }),
  });
  return [training.features, test.features];
}

export async function refused(layout: Layout): Promise<string> {
  return await open(layout).then(() => assert.fail("was read"), (error) => {
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics.map(({ message, hint }) => `${message.replace(/"\/[^"]*\//, '"')} = ${hint}`)
      .join("\n");
  });
}
