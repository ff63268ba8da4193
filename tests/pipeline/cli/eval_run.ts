/** The verb `eval` on a case of a map fixture. */
import { evalCommand, type EvalOptions } from "../../../pipeline/cli/eval.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { printedBy } from "./printed.ts";

/** Runs the verb on one case of a map fixture, written to a folder, and gives what it printed. */
export async function run(
  change: (files: { gt: unknown; predictions: string }) => { gt: unknown; predictions: string },
  options: Omit<EvalOptions, "groundTruth"> = {},
): Promise<{ code: number; out: string[]; err: string[] }> {
  const folder = temporaryFolder();
  try {
    const { gt, predictions } = change({
      gt: CASE.gt,
      predictions: JSON.stringify({ results: CASE.results }),
    });
    await Deno.writeTextFile(`${folder}/gt.json`, JSON.stringify(gt));
    await Deno.writeTextFile(`${folder}/predictions.json`, predictions);
    return await printedBy(() =>
      evalCommand(`${folder}/predictions.json`, { groundTruth: `${folder}/gt.json`, ...options })
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Ground truth and results. */
export const [CASE] = JSON.parse(Deno.readTextFileSync(`${ROOT}/tests/fixtures/cola/map.s0.json`)).cases;
