/** Joins sources that are parts of one: in paths that differ in a folder alone lie features of the same kind, of other videos. */
import { endingOf, formatByEnding } from "../../../specs/kinds/formats/format.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { sourceName } from "./feature_paths.ts";
import { type FoundSource, unique } from "./sources.ts";

/** The sources, those together that are parts of one. */
export function joinParts(sources: readonly FoundSource[]): readonly FoundSource[] {
  const depth = Math.max(0, ...sources.map(({ path }) => path.split("/").length - 1));
  let all = sources;
  for (let at = 0; at < depth; at++) {
    const groups = Map.groupBy(all, (source) => likeness(source, at));
    all = [...groups].flatMap(([, group]) => areParts(group) ? [joined(group, at, all)] : group);
  }
  return all;
}

/** What parts of a source have in common, if they lie in other folders at a depth. */
function likeness(source: FoundSource, at: number): string {
  const { path, format, width, axes, crops, pool, columns } = source;
  const folders = path.split("/");
  const folder = at < folders.length - 1 ? folders.with(at, "*") : folders;
  return JSON.stringify([folder, format, width, axes, crops, pool, columns]);
}

/** Part of the videos that may lie in two parts by mistake; sources of their own share most of them. */
const TWICE = 0.1;

function areParts(group: readonly FoundSource[]): boolean {
  const videos = group.flatMap(({ videos }) => [...videos.keys()]);
  const { size } = new Set(videos);
  return group.length > 1 && videos.length - size <= TWICE * size;
}

function joined(group: readonly FoundSource[], at: number, all: readonly FoundSource[]): FoundSource {
  const [first, ...rest] = group as [FoundSource, ...FoundSource[]];
  const common = first.path.split("/").toSpliced(at, 1).join("/");
  const ending = endingOf(formatByEnding(OWN_KINDS.vocabulary.formats, common)!, common);
  const others = all.filter((source) => !group.includes(source));
  return {
    ...first,
    name: unique(sourceName(common, ending, first.format?.key), others),
    others: rest.flatMap(({ path, others = [] }) => [path, ...others]),
    isUnsure: group.every(({ isUnsure }) => isUnsure),
    // Of a video in two of them the first is read.
    videos: new Map(group.toReversed().flatMap(({ videos }) => [...videos])),
    lengths: new Map(group.toReversed().flatMap(({ lengths }) => [...lengths])),
  };
}
