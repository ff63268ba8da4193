/** A small data set on disk, to be spoilt by tests. */
import { join } from "node:path";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openFolderDataset, type OpenOptions } from "../../../pipeline/data/disk/folder_dataset.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { EvaluationSection } from "../../../specs/recipe/evaluation.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { npyFile } from "./files.ts";
import { temporaryFolder } from "../../temporary.ts";

/** A type whose parts may all be assigned to. */
type Writable<T> = T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T;

/** The data set: options, and the texts of its files by name. */
export interface SmallDataset {
  data: Writable<FolderData>;
  features: Writable<FeaturesSection>;
  files: Record<string, string>;
  /** [rows, columns] by file name; row r, column c is 10 r + c, in flow 0.5 more. */
  matrices: Record<string, readonly [rows: number, columns: number]>;
}

/** Two training videos and one test video of classes A and B; sources rgb [5, 2] and flow [5, 1]. */
export function smallDataset(): SmallDataset {
  const path = "features/{split}/{source}/{video}.npy";
  const format = { kind: "npy" };
  const matrices: SmallDataset["matrices"] = {};
  for (const [split, video] of [["train", "v1"], ["train", "v2"], ["test", "v3"]]) {
    matrices[`features/${split}/rgb/${video}.npy`] = [5, 2];
    matrices[`features/${split}/flow/${video}.npy`] = [5, 1];
  }
  return {
    data: {
      kind: "folder",
      root: "",
      annotations: "gt.json",
      classes: ["A", "B"],
      ignore_labels: [],
      missing: "error",
      no_label: "error",
      splits: {
        train: { list: "train.txt", folder: "train" },
        test: { list: "test.txt", folder: "test" },
      },
    },
    features: {
      sources: {
        rgb: { path, format, width: 2, fps: 25, stride: 16 },
        flow: { path, format, width: 1, fps: 25, stride: 16 },
      },
      length_mismatch: "error",
      sampling: { length: 4, train: { kind: "random_perturb" }, test: { kind: "uniform" } },
    },
    files: {
      "gt.json": annotations({
        v1: ["train", "A"],
        v2: ["train", "B", "A", "B"],
        v3: ["test", "A"],
      }),
      "train.txt": "v1\nv2\n",
      "test.txt": "v3\n",
    },
    matrices,
  };
}

/** An annotation file of videos with their subset and labels; instance i lasts from i to i + 0.5 s. */
export function annotations(videos: Record<string, readonly [subset: string, ...labels: string[]]>): string {
  const entries = Object.entries(videos).map(([video, [subset, ...labels]]) => {
    return [video, { subset, annotations: labels.map((label, i) => ({ label, segment: [i, i + 0.5] })) }];
  });
  return JSON.stringify({ database: Object.fromEntries(entries) }, null, 1);
}

/** Writes the data set to a temporary folder and opens it there for the time of `use`. */
export async function opened<T>(
  small: SmallDataset,
  use: (dataset: Dataset, root: string) => T | Promise<T>,
  { prepare, evaluation = { subset: "test" }, ...options }: OpenOptions & {
    prepare?: (root: string) => Promise<unknown>;
    evaluation?: Pick<EvaluationSection, "subset" | "videos">;
  } = {},
): Promise<T> {
  const root = temporaryFolder();
  try {
    for (const [name, text] of Object.entries(small.files)) await Deno.writeTextFile(join(root, name), text);
    for (const [name, [rows, columns]] of Object.entries(small.matrices)) {
      const offset = name.includes("/flow/") ? 0.5 : 0;
      const values = Array.from(
        { length: rows },
        (_, r) => Array.from({ length: columns }, (_, c) => 10 * r + c + offset),
      );
      await npyFile(join(root, name), values);
    }
    await prepare?.(root);
    const dataset = await openFolderDataset(
      { ...small.data, root },
      small.features,
      evaluation,
      options,
    );
    return await use(dataset, root);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new Refused(renderDiagnostics(error).replaceAll(root, "ROOT"));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** What a person would see, with the folder as ROOT. */
export class Refused extends Error {}

/** The message that opening gives after `spoil`. */
export async function refusal(
  spoil: (small: SmallDataset) => void,
  prepare?: (root: string) => Promise<unknown>,
): Promise<string> {
  const small = smallDataset();
  spoil(small);
  try {
    await opened(small, () => {}, prepare ? { prepare } : {});
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}
