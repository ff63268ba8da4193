/** Finds the feature sources in a folder. */
import { join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { endingOf, formatByEnding, type FormatSpec } from "../../../specs/kinds/formats/format.ts";
import { LAYOUTS } from "../../../specs/kinds/layouts/mod.ts";
import type { FeatureFormat } from "../../kinds/formats/format.ts";
import { createKind } from "../../kinds/kind.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { guessAxes, type GuessedAxes } from "./axes.ts";
import { type FeaturePath, featurePath, sourceName } from "./feature_paths.ts";

/** A source that was found. */
export interface FoundSource extends Omit<GuessedAxes, "lengths"> {
  readonly name: string;
  /** With {split} and {video}. */
  readonly path: string;
  /** More such paths, where other videos of the source lie. */
  readonly others?: readonly string[];
  /** The format and the array of it, where files have several. */
  readonly format?: { readonly kind: string; readonly key: string } | undefined;
  /** Its videos, with what {split} stands for. */
  readonly videos: ReadonlyMap<string, Pick<FeaturePath, "isKnown" | "split">>;
  /** L of the videos that were looked at. */
  readonly lengths: ReadonlyMap<string, number>;
  /** The columns that are values, where the first one counts the rows. */
  readonly columns?: string | undefined;
}

/** Sources, and a sentence for each group of files that is none. */
export interface FoundSources {
  readonly sources: readonly FoundSource[];
  readonly passedOver: readonly string[];
}

/** Heads that are read of a source. */
const LOOKED_AT = 40;

/** A file of a video, or of all. */
interface Entry extends FeaturePath {
  readonly file: string;
}

/** Groups the files of a folder by their paths, and looks at the heads of some. */
export async function findSources(
  root: string,
  names: readonly string[],
  ids: ReadonlySet<string>,
): Promise<FoundSources> {
  const sources: FoundSource[] = [];
  const passedOver: string[] = [];
  const entries = names.flatMap((name): (Entry & { spec: FormatSpec })[] => {
    const spec = formatByEnding(OWN_KINDS.vocabulary.formats, name);
    return spec ? [{ file: join(root, name), spec, ...featurePath(name, endingOf(spec, name), ids) }] : [];
  });
  for (const [path, group] of Map.groupBy(entries, ({ path }) => path)) {
    const { spec } = group[0]!;
    const bare = (path: string, { endings }: FormatSpec) =>
      path.slice(0, -endingOf({ endings }, path).length);
    const same = sources.find((source) =>
      bare(source.path, formatByEnding(OWN_KINDS.vocabulary.formats, source.path)!) === bare(path, spec)
    );
    if (same) {
      passedOver.push(`${path}: the names of ${same.path} with another ending`);
      continue;
    }
    try {
      for (const source of await sourcesOf(path, group, spec, ids)) {
        const name = unique(source.name, sources);
        sources.push({ ...source, name });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // What may be annotations or lists is no feature file that went wrong.
      if ([...LAYOUTS.values()].some(({ endings }) => endings.some((ending) => path.endsWith(ending)))) {
        continue;
      }
      const { message, hint } = error.diagnostics[0]!;
      passedOver.push(hint === undefined ? message : `${message}: ${hint}`);
    }
  }
  return { sources, passedOver };
}

async function sourcesOf(
  path: string,
  group: readonly Entry[],
  spec: FormatSpec,
  ids: ReadonlySet<string>,
): Promise<FoundSource[]> {
  const ending = endingOf(spec, path);
  const format = createKind(OWN_KINDS.kinds.formats, {
    kind: spec.kind,
    ...spec.keyed ? { key: "{video}" } : {},
  });
  const [first] = group as [Entry, ...Entry[]];
  const arrays = await format.names?.(first.file) ?? [];
  const perVideo = new Map(group.map((entry) => [entry.video, entry]));
  const isShared = arrays.some((array) => featurePath(array, "", ids).isKnown) ||
    arrays.length > 1 && !first.isKnown;
  if (isShared) {
    const all: FoundSource[] = [];
    for (const { file, path: own, video } of group) {
      all.push(...await sharedSources(file, own.replace("{video}", video), spec, ids));
    }
    return all;
  }
  const keys = arrays.length > 1 ? arrays : [undefined];
  const found: FoundSource[] = [];
  for (const key of keys) {
    const named = key === undefined ? undefined : { kind: spec.kind, key };
    const reader = spec.keyed ? createKind(OWN_KINDS.kinds.formats, named ?? { kind: spec.kind }) : format;
    const read: FeatureFormat["readHead"] = (file, video) => reader.readHead(file, video);
    found.push({ ...await sourceOf(path, perVideo, read, sourceName(path, ending, key)), format: named });
  }
  return found;
}

/** The sources in a file of all videos: its arrays are named after these, with the same words around for each source. */
async function sharedSources(
  file: string,
  path: string,
  spec: FormatSpec,
  ids: ReadonlySet<string>,
): Promise<FoundSource[]> {
  const names = await createKind(OWN_KINDS.kinds.formats, { kind: spec.kind }).names!(file);
  const known = names.map((name) => featurePath(name, "", ids)).filter(({ isKnown }) => isKnown);
  const arrays = known.length > 0
    ? known
    : names.map((video): FeaturePath => ({ path: VIDEO, video, isKnown: false }));
  const found: FoundSource[] = [];
  for (const [key, own] of Map.groupBy(arrays, ({ path }) => path)) {
    const format = createKind(OWN_KINDS.kinds.formats, { kind: spec.kind, key });
    const videos = new Map(own.map(({ video, isKnown }) => [video, { isKnown, file }]));
    const isPlain = key === VIDEO;
    const name = sourceName(path, endingOf(spec, path), isPlain ? undefined : key);
    const source = await sourceOf(path, videos, (file, video) => format.readHead(file, video), name);
    found.push({ ...source, format: isPlain ? undefined : { kind: spec.kind, key } });
  }
  return found;
}

/** The key that is not said. */
const VIDEO = "{video}";

async function sourceOf(
  path: string,
  videos: ReadonlyMap<string, Pick<FeaturePath, "isKnown" | "split"> & { readonly file: string }>,
  readHead: FeatureFormat["readHead"],
  name: string,
): Promise<FoundSource> {
  const known = Array.from(videos).filter(([, { isKnown }]) => isKnown);
  const all = known.length > 0 ? known : [...videos];
  const step = Math.max(1, Math.floor(all.length / LOOKED_AT));
  const shapes = new Map<string, readonly number[]>();
  let isCounted = true;
  for (let i = 0; i < all.length; i += step) {
    const [video, { file }] = all[i]!;
    const { shape, table } = await readHead(file, video);
    shapes.set(video, shape);
    isCounted &&= table?.countsRows ?? false;
  }
  const axes = guessAxes([...shapes.values()]);
  if (!axes) {
    const some = [...new Set(Array.from(shapes.values(), (shape) => `[${shape.join(", ")}]`))].slice(0, 3);
    throw new UserError("", [{
      message: `Cannot tell the axes of "${path}", which are ${some.join(", ")}`,
      hint: "wanted one matrix per video, [snippets, values], all equally wide",
    }]);
  }
  const { lengths, ...rest } = axes;
  return {
    name,
    path,
    videos,
    ...rest,
    ...isCounted && rest.axes === undefined ? { columns: `1:${rest.width}`, width: rest.width - 1 } : {},
    lengths: new Map([...shapes.keys()].map((video, i) => [video, lengths[i]!])),
  };
}

/** A name that none of the sources has. */
export function unique(name: string, sources: readonly FoundSource[]): string {
  for (let i = 1;; i++) {
    const own = i === 1 ? name : `${name}_${i}`;
    if (sources.every((each) => each.name !== own)) return own;
  }
}
