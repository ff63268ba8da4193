/**
 * Measures a training step on random features, run operation by operation or recorded:
 * `deno run -A bench/step.ts full recorded 12`. Prints one object as JSON.
 */
// deno-lint-ignore-file no-console
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../specs/diagnostics.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel } from "../pipeline/graph/model.ts";
import { zeroMoments } from "../pipeline/training/adam.ts";
import { trainingProgram } from "../pipeline/training/gradients.ts";
import { createTrainingStep } from "../pipeline/training/step.ts";
import { batchTensors } from "../pipeline/training/tensors.ts";

/** Videos B, snippets T, channels D of both sources together, hidden channels H. */
interface Size {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly H: number;
}

const SIZES: Readonly<Record<string, Size>> = {
  full: { B: 16, T: 750, D: 2048, H: 2048 },
  small: { B: 16, T: 200, D: 256, H: 256 },
};

const [name = "full", mode = "recorded", count = "12"] = Deno.args;
const size = SIZES[name];
if (!size || (mode !== "recorded" && mode !== "eager")) {
  throw userError(`Cannot measure "${name} ${mode}"`, "sizes: full, small; modes: eager, recorded");
}
const { B, T, D, H } = size;
const program = compileRecipe("recipes/cola_thumos.yaml", {
  set: [
    `constants.hidden=${H}`,
    `features.sampling.length=${T}`,
    `features.sources.rgb.width=${D / 2}`,
    `features.sources.flow.width=${D / 2}`,
  ],
  read: Deno.readTextFileSync,
});
const opened = await openEngine("tensorflow");
const { recorder: _, ...plain } = opened;
const model = createModel(program, mode === "recorded" ? opened : plain, 0, console.error);
const step = createTrainingStep(model, trainingProgram(program), zeroMoments(model));

const C = 20;
// The same numbers every time, so that equal runs have equal losses.
const features = Float32Array.from(
  { length: B * T * D },
  (_, i) => (Math.imul(i, 2654435761) >>> 0) / 2 ** 32,
);
const labels = Float32Array.from({ length: B * C }, (_, i) => i % C === Math.floor(i / C) % C ? 1 : 0);
const batch = {
  features,
  labels,
  positions: new Int32Array(B * T),
  lengths: new Int32Array(B).fill(T),
  shape: [B, T, D] as const,
};
const times: number[] = [];
let total = 0;
for (let i = 1; i <= Number(count); i++) {
  const inputs = batchTensors(batch);
  const began = performance.now();
  total = (await step.run(inputs, i)).total;
  times.push(performance.now() - began);
  tf.dispose([...inputs.values()]);
}
const later = times.slice(Math.min(2, times.length - 1)).sort((a, b) => a - b);
console.log(JSON.stringify({
  size: name,
  mode,
  engine: opened.description,
  first_ms: round(times[0]!),
  step_ms: round(later[later.length >> 1]!),
  least_ms: round(later[0]!),
  peak_rss_gb: round(peakBytes() / 1e9),
  loss: total,
}));
step.dispose();
model.dispose();

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The most memory that the process has held. */
function peakBytes(): number {
  const found = /VmHWM:\s+(\d+)/.exec(Deno.readTextFileSync("/proc/self/status"));
  return found ? Number(found[1]) * 1024 : Deno.memoryUsage().rss;
}
