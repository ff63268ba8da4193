/** `run --profile`: where the time of a training step goes. */
import { join } from "node:path";
import { writeWhole } from "../files/write.ts";
import { createModel } from "../graph/model.ts";
import { type Profile, profileSteps } from "../profile/profile_steps.ts";
import { columns } from "./terminal/columns.ts";
import { pathWord, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import type { Started } from "./start_run.ts";

/** How many steps are measured. */
const STEPS = 10;

/** Measures some steps of a run that was started, prints a table and writes `profile.json`; nothing else is kept. */
export async function profileRun(
  { program, kinds, engine, dataset, folder }: Started,
  json: boolean,
): Promise<void> {
  const model = createModel(program, engine, {
    kinds,
    warn: (message) => printErr(`warning: ${message}`),
  });
  const profile = await profileSteps(model, dataset, STEPS, () => performance.now());
  model.dispose();
  const path = join(folder, "profile.json");
  const record = { recipe: program.recipe.name, engine: engine.description, ...profile };
  await writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
  (json ? printErr : printOut)([...profileText(profile), "", `profile  ${pathWord(path)}`]);
  if (json) printJson({ ...record, run: toPaste(folder) });
}

/** A profile as lines of text. */
export function profileText({ steps, step_ms, recorded_step_ms, phases, rows }: Profile): string[] {
  const ms = (value: number) => value.toFixed(2).padStart(9);
  const part = (value: number) => `${(100 * value).toFixed(1).padStart(5)} %`;
  return [
    `a step, operation by operation, in milliseconds (mean of ${steps} steps)`,
    "",
    ...columns([
      ["phase", "       ms", "  share"],
      ...phases.map(({ phase, ms: value, share }) => [phase, ms(value), part(share)]),
      ["sum", ms(step_ms), part(1)],
    ]),
    "",
    ...columns([
      ["phase", "signal", "recipe line", "       ms", "  share"],
      ...rows.map(({ phase, signal, from, ms: value, share }) => [
        phase,
        signal,
        from ?? "",
        ms(value),
        part(share),
      ]),
      ["sum", "", "", ms(step_ms), part(1)],
    ]),
    "",
    recorded_step_ms === null
      ? "training runs operation by operation too: nothing is recorded here"
      : `training records a step and replays it: ${recorded_step_ms.toFixed(2)} ms for the same`,
  ];
}
