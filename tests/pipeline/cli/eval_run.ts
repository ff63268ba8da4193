/** The verb `eval` on a case of a map fixture. */
import { evalCommand, type EvalOptions } from "../../../pipeline/cli/eval.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Runs the verb on one case of a map fixture, written to a folder, and gives what it printed. */
export async function run(
  change: (files: { gt: unknown; predictions: string }) => { gt: unknown; predictions: string },
  options: Omit<EvalOptions, "groundTruth"> = {},
): Promise<{ code: number; out: string[]; err: string[] }> {
  const folder = temporaryFolder();
  const printed = [Deno.stdout, Deno.stderr].map((stream) => stub(stream));
  try {
    const { gt, predictions } = change({
      gt: CASE.gt,
      predictions: JSON.stringify({ results: CASE.results }),
    });
    await Deno.writeTextFile(`${folder}/gt.json`, JSON.stringify(gt));
    await Deno.writeTextFile(`${folder}/predictions.json`, predictions);
    const code = await evalCommand(`${folder}/predictions.json`, {
      groundTruth: `${folder}/gt.json`,
      ...options,
    });
    const [out, err] = printed.map(({ text }) => text().trimEnd().split("\n")) as [string[], string[]];
    return { code, out, err };
  } finally {
    printed.forEach(({ restore }) => restore());
    await Deno.remove(folder, { recursive: true });
  }
}

/** Keeps what is written to a stream. */
function stub(stream: { writeSync(bytes: Uint8Array): number }) {
  const write = stream.writeSync;
  let written = "";
  stream.writeSync = (bytes) => {
    written += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  return { text: () => written, restore: () => stream.writeSync = write };
}

/** Ground truth and results. */
export const [CASE] = JSON.parse(Deno.readTextFileSync(`${ROOT}/tests/fixtures/cola/map.s0.json`)).cases;
