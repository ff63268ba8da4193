/** What a recipe asks of the machine's memory, told before anything is allocated. */
import { UserError } from "../specs/diagnostics/diagnostics.ts";
import { parametersOf, type Program } from "../specs/program.ts";
import { elements } from "../specs/types.ts";

/** Memory that is surely needed for something. */
interface Need {
  readonly what: string;
  readonly bytes: number;
  readonly advice: string;
}

/** float32: the value, its gradient and the optimizer's two moments. */
const BYTES_PER_PARAMETER = 4 * 4;

/**
 * Refuses to train what certainly cannot fit. What is counted is less than what training takes: every trainable tensor
 * with its gradient and moments, and the largest of everything else.
 *
 * @param total Bytes of this machine; nothing is refused where they are unknown.
 * @throws {UserError} With what is needed, and for what.
 */
export function requireMemory(program: Program, total = machineMemory()): void {
  const needs = needsOf(program).sort((a, b) => b.bytes - a.bytes);
  const needed = needs.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === undefined || needed <= total) return;
  const [most] = needs;
  const told = needs.filter(({ bytes }) => bytes > needed / 100);
  throw new UserError("Not enough memory", [{
    message: `Training needs at least ${size(needed)} of memory, and this machine has ${size(total)}: ` +
      told.map(({ what, bytes }) => `${size(bytes)} for ${what}`).join(", "),
    hint: `lower ${most!.advice}`,
  }]);
}

/** Bytes of memory, where this process may know. */
function machineMemory(): number | undefined {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  return state === "granted" ? Deno.systemMemoryInfo().total : undefined;
}

function needsOf(program: Program): Need[] {
  const { recipe: { data, features, inference }, nodes } = program;
  const tensors = parametersOf(program).map(({ name, shape }) => ({
    name,
    count: shape.reduce((product, size) => product * size, 1),
  }));
  const parameters = tensors.reduce((sum, { count }) => sum + count, 0);
  const largestTensor = tensors.reduce((a, b) => b.count > a.count ? b : a, { name: "", count: 0 });
  const signals = nodes.map(({ signal, type }) => ({ signal, bytes: 4 * elements(type) }));
  const largest = signals.reduce((a, b) => b.bytes > a.bytes ? b : a);
  const width = Object.values(features.sources).reduce((sum, source) => sum + source.width, 0);
  const shortest = data.kind === "synthetic" ? data.length.min : 1;
  const samples = Math.min(shortest, features.sampling.length) * inference.upsample;
  return [
    {
      what:
        `${parameters.toLocaleString("en-US")} trainable values with gradients and moments, most of them ` +
        `"${largestTensor.name}"`,
      bytes: BYTES_PER_PARAMETER * parameters,
      advice: `the sizes of "${largestTensor.name}"`,
    },
    {
      what: `signal "${largest.signal}" of a batch`,
      bytes: largest.bytes,
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

function size(bytes: number): string {
  return bytes >= 1e12 ? `${(bytes / 1e12).toFixed(1)} TB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
