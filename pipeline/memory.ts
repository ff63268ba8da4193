/** What a recipe asks of the machine's memory, told before anything is allocated. */
import { UserError } from "../specs/diagnostics/diagnostics.ts";
import { type Node, parametersOf, type Program } from "../specs/program.ts";
import { elements } from "../specs/types.ts";
import { count } from "./annotations/layout.ts";
import { dropDeadNodes } from "./graph/passes/dead_nodes.ts";
import { dependsOnParameters } from "./graph/passes/trained.ts";
import { MODEL_KINDS, type ModelKinds } from "./kinds/model_kinds.ts";
import { optimizerOf } from "./training/optimizer.ts";

/** Memory that is needed for something. */
interface Need {
  readonly what: string;
  readonly bytes: number;
  readonly advice: string;
}

/** float32 values of every trainable one: itself and its gradient; the optimizer's slots are as large, and so is a sum. */
const VALUES = 2;

/** Of a batch beside its features: what a position is drawn from, a double, and the position. */
const BYTES_PER_SNIPPET = 8 + 4;

/** What is asked besides the recipe. */
export interface MemoryOptions {
  /** How its kinds run; those of the language by default. */
  readonly kinds?: ModelKinds | undefined;
  /** Bytes of this machine; nothing is refused where they are unknown. */
  readonly total?: number | undefined;
  /** What has them, in a message. */
  readonly owner?: string | undefined;
}

/**
 * Refuses to train what does not fit. What is counted is less than what training takes: every trainable tensor with its
 * gradient, slots and, where a step has several passes, the sum of their gradients; the signals that the layers read and give, the gradients of the largest signal, and the positions
 * of a batch. Measured, recipes take 1.3 to 2 times that.
 *
 * @throws {UserError} With what is needed, and for what.
 */
export function requireMemory(
  program: Program,
  { kinds = MODEL_KINDS, total = machineMemory(), owner = "this machine" }: MemoryOptions = {},
): void {
  const { slots } = optimizerOf({ program, kinds });
  const needs = needsOf(program, slots.length).sort((a, b) => b.bytes - a.bytes);
  const needed = needs.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === undefined || needed <= total) return;
  const [most] = needs;
  const told = needs.filter(({ bytes }) => bytes > needed / 100);
  throw new UserError("Not enough memory", [{
    message: `Training needs at least ${size(needed)} of memory, and ${owner} has ${size(total)}: ` +
      told.map(({ what, bytes }) => `${size(bytes)} for ${what}`).join(", "),
    hint: `lower ${most!.advice}`,
  }]);
}

/** Bytes that training takes at least. */
export function neededMemory(program: Program, kinds: ModelKinds = MODEL_KINDS): number {
  const { slots } = optimizerOf({ program, kinds });
  return needsOf(program, slots.length).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes of memory, where this process may know. */
export function machineMemory(): number | undefined {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  return state === "granted" ? Deno.systemMemoryInfo().total : undefined;
}

function needsOf(program: Program, slots: number): Need[] {
  const { recipe: { data, features, inference, training }, losses } = program;
  const tensors = parametersOf(program).map(({ name, shape }) => ({
    name,
    count: shape.reduce((product, size) => product * size, 1),
  }));
  const parameters = tensors.reduce((sum, { count }) => sum + count, 0);
  const largestTensor = tensors.reduce((a, b) => b.count > a.count ? b : a, { name: "", count: 0 });
  const active = losses.filter(({ weight }) => weight !== 0).map(({ node }) => node);
  const signals = signalsOf(dropDeadNodes(program, active).nodes);
  const width = Object.values(features.sources).reduce((sum, source) => sum + source.width, 0);
  const shortest = data.kind === "synthetic" ? data.length.min : 1;
  const sums = training.accumulate ? 1 : 0;
  const samples = Math.min(shortest, features.sampling.length) * inference.upsample;
  return [
    {
      what:
        `${parameters.toLocaleString("en-US")} trainable values with gradients and ${
          count(slots, "optimizer slot")
        }, most of them ` +
        `"${largestTensor.name}"`,
      bytes: 4 * (VALUES + sums + slots) * parameters,
      advice: `the sizes of "${largestTensor.name}"`,
    },
    {
      what: `signals of a batch and their gradients, most of it for "${signals.largest}"`,
      bytes: signals.bytes,
      advice: "training.batch or features.sampling.length",
    },
    {
      what: "the positions of a batch",
      bytes: BYTES_PER_SNIPPET * training.batch * features.sampling.length,
      advice: "training.batch or features.sampling.length",
    },
    {
      what: "the features of one video",
      // Drawn in doubles.
      bytes: data.kind === "synthetic" ? 8 * shortest * width : 0,
      advice: "data.length or the widths of the sources",
    },
    { what: "one map of a test video", bytes: 8 * samples, advice: "inference.upsample" },
  ];
}

/** What the way back needs of the signals of a full batch, and the signal that takes most of it. */
function signalsOf(nodes: readonly Node[]): { bytes: number; largest: string } {
  const trained = dependsOnParameters(nodes);
  const bytesOf = ({ type }: Node) => 4 * elements(type);
  const trainedInputs = ({ inputs }: Node) => inputs.filter((id) => trained[id]);
  const layers = nodes.filter(({ parameters }) => parameters.length > 0);
  const kept = new Set(layers.flatMap((layer) => [layer.id, ...trainedInputs(layer)]));
  const largest = nodes.filter(({ id }) => trained[id]).reduce((a, b) => bytesOf(b) > bytesOf(a) ? b : a);
  const readers = nodes.filter(({ id, inputs }) => trained[id] && inputs.includes(largest.id));
  // Each reader has a gradient of its own: two of them and their sum are there at once.
  const gradients = (readers.length > 1 ? 3 : 1) * bytesOf(largest);
  const bytes = [...kept].reduce((sum, id) => sum + bytesOf(nodes[id]!), gradients);
  return { bytes, largest: largest.signal };
}

function size(bytes: number): string {
  return bytes >= 1e12 ? `${(bytes / 1e12).toFixed(1)} TB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
