/** What stands above the numbers of `compare`: which recipes they are of. */
import { statedText } from "../../specs/diff/mod.ts";
import { count } from "../annotations/layout.ts";
import { differencesOf, type RunGroup } from "../comparison/groups.ts";
import { columns } from "./terminal/columns.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { toPaste } from "./terminal/paths.ts";

/** How many differences of a recipe are listed. */
const LISTED = 4;
/** Characters of a value that are shown. */
const SHOWN = 60;

/** Every method with what its recipe does not share with the baseline, and what all were scored by. */
export function comparisonHead(groups: readonly RunGroup[], baseline: RunGroup): string[] {
  const { protocol, groundTruth } = baseline.runs[0]!;
  return [
    ...columns([
      ["baseline", baseline.name],
      ["protocol", protocol.kind],
      ...(groundTruth
        ? [[
          "scored",
          `${count(groundTruth.videos, "video")}, ${
            count(groundTruth.instances, "instance")
          } of "${groundTruth.subset}"`,
        ]]
        : []),
    ]),
    ...groups.filter((group) => group !== baseline).flatMap((group) => [
      "",
      `${group.name} is ${baseline.name} but for`,
      ...differenceLines(group, baseline),
    ]),
  ];
}

function differenceLines(group: RunGroup, baseline: RunGroup): string[] {
  const found = differencesOf(baseline.recipe, group.recipe);
  if (found.length === 0) return ["  its data"];
  const more = found.length - LISTED;
  const folders = [baseline, group].map(({ runs }) => toPaste(runs[0]!.folder));
  return [
    ...columns(
      found.slice(0, LISTED).map(({ path, was, now }) => [
        `  ${path.join(".")}`,
        was ? shortText(statedText(was)) : "absent",
        "->",
        now ? shortText(statedText(now)) : "absent",
      ]),
    ),
    ...(more > 0 ? [`  and ${count(more, "difference")} more: ${command("diff", ...folders)}`] : []),
  ];
}

function shortText(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 3)}...`;
}

/** The differences as `diff --json` has them. */
export function differencesJson(group: RunGroup, baseline: RunGroup) {
  return differencesOf(baseline.recipe, group.recipe).map(({ path, ...values }) => {
    return { path: path.join("."), ...values };
  });
}
