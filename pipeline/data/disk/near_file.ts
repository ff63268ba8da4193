/** Feature files whose names differ from the wanted ones by what programs add: another ending, that of a film, or `v_`. */
import { basename, dirname, join } from "node:path";
import { formatByEnding } from "../../../specs/kinds/formats/format.ts";
import { canonicalName } from "../../annotations/names.ts";
import { readFolder } from "../../files/reading.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { featureName } from "./feature_name.ts";
import type { ListedVideo } from "./splits.ts";

/**
 * What to write in the recipe or the lists so that the file of a video is found which lies where it was looked for, under
 * another name; nothing where there is none.
 *
 * @param base the folder that `template`, the path of `source`, is relative to.
 */
export async function nearFileHint(
  base: string,
  template: string,
  source: string,
  { id, folder }: Pick<ListedVideo, "id" | "folder">,
): Promise<string | undefined> {
  if (!basename(template).includes("{video}")) return undefined;
  const name = basename(id);
  const beside = dirname(join(base, featureName(template, source, { id, folder })));
  const entries = await readFolder(beside).catch(() => []);
  const near = entries.map((entry) => entry.name).filter((entry) =>
    formatByEnding(OWN_KINDS.vocabulary.formats, entry) &&
    canonicalName(stemOf(entry)) === canonicalName(name)
  );
  const found = near.find((entry) => entry.includes(name)) ?? near[0];
  if (found === undefined) return undefined;
  const there = `there is "${join(beside, found)}"`;
  if (found.includes(name) && found !== name) {
    const path = join(dirname(template), found.replace(name, () => "{video}"));
    return `${there}: name it in features.sources.${source}.path: "${path}"`;
  }
  const stem = stemOf(found);
  return name.includes(stem)
    ? `${there}: take "${name.replace(stem, "")}" out of the names in the lists`
    : undefined;
}

/** A name without the ending of a feature file. */
function stemOf(entry: string): string {
  const { endings } = formatByEnding(OWN_KINDS.vocabulary.formats, entry)!;
  return entry.slice(0, -endings.find((each) => entry.endsWith(each))!.length);
}
