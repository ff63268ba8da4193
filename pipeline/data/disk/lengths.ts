/** The number of snippets of a video whose sources may differ in length. */
import type { Diagnostic } from "../../../specs/diagnostics/diagnostics.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";

/** The snippets that one source has of a video. */
export interface SourceLength {
  readonly source: string;
  readonly rows: number;
}

/** L under the recipe's `length_mismatch`, or what is wrong with the lengths of `video`. */
export function commonLength(
  video: string,
  lengths: readonly SourceLength[],
  rule: FeaturesSection["length_mismatch"],
): number | Diagnostic {
  const shortest = Math.min(...lengths.map(({ rows }) => rows));
  const first = lengths[0]!;
  if (rule === "truncate_to_shortest" || lengths.every(({ rows }) => rows === shortest)) return shortest;
  if (rule === "first_source" && first.rows === shortest) return shortest;
  const all = lengths.map(({ source, rows }) => `${source} ${rows}`).join(", ");
  return rule === "error"
    ? {
      message: `Sources of video "${video}" differ in length: ${all} snippets`,
      hint: `features.length_mismatch: truncate_to_shortest would use the first ${shortest} snippets of each`,
    }
    : {
      message: `A source of video "${video}" is shorter than the first, "${first.source}": ${all} snippets`,
      hint: `features.length_mismatch: truncate_to_shortest would use the first ${shortest} snippets of each`,
    };
}

/** What is wrong with sources that differ in length although the snippets of each last the duration of `video` together. */
export function unequalShares(video: string, lengths: readonly SourceLength[]): Diagnostic | undefined {
  const [first] = lengths;
  const other = lengths.find(({ rows }) => rows !== first!.rows);
  if (!other) return undefined;
  const all = lengths.map(({ source, rows }) => `${source} ${rows}`).join(", ");
  return {
    message: `Sources of video "${video}" share its duration, and differ in length: ${all} snippets: ` +
      "rows of all sources must stand for the same times",
    hint: `repeat or leave out rows of ${other.source}: ` +
      `numpy.save(path, array[numpy.arange(${first!.rows}) * len(array) // ${first!.rows}]); ` +
      `or use one source alone: features.sources.${other.source}=null`,
  };
}
