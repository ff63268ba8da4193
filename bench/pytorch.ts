/** The same training step in PyTorch, in a process of its own. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Engine } from "../pipeline/engines/engine.ts";
import type { Node, Program } from "../specs/program.ts";

/** A running PyTorch program. */
export interface PyTorch {
  readonly version: string;
  readonly threads: number;
  /** Runs one step. */
  step(): Promise<{ readonly ms: number; readonly peakGb: number }>;
  stop(): Promise<void>;
}

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "pytorch_step.py");

const readySchema = z.union([
  z.object({ version: z.string(), threads: z.number() }),
  z.object({ missing: z.string() }),
]);
const stepSchema = z.object({ ms: z.number(), peak_rss_gb: z.number() });

/** Starts the program for a recipe on a kind of processor; the reason why not where it cannot be. */
export async function startPyTorch(
  program: Program,
  processor: Engine["processor"],
): Promise<PyTorch | { readonly missing: string }> {
  const settings = pytorchSettings(program);
  if (!settings) return { missing: "bench/pytorch_step.py does not know this recipe" };
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command("python3", {
      args: [SCRIPT, JSON.stringify({ ...settings, processor })],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch (error) {
    return { missing: `python3 does not start: ${(error as Error).message}` };
  }
  const lines = readLines(child.stdout);
  const writer = child.stdin.getWriter();
  const stop = async () => {
    await writer.close().catch(() => {});
    await child.status;
    await lines.return(undefined);
  };
  const answer = async () => {
    const { value, done } = await lines.next();
    return done ? undefined : JSON.parse(value) as unknown;
  };
  const ready = readySchema.safeParse(await answer());
  if (!ready.success || "missing" in ready.data) {
    await stop();
    return {
      missing: ready.data && "missing" in ready.data ? ready.data.missing : "python3 does not run it",
    };
  }
  return {
    ...ready.data,
    async step() {
      await writer.write(new TextEncoder().encode("\n"));
      const { ms, peak_rss_gb: peakGb } = stepSchema.parse(await answer());
      return { ms, peakGb };
    },
    stop,
  };
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (
    const text of stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
  ) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  return undefined;
}

/** What the program needs to know of a recipe; undefined where the recipe is of another shape. */
export function pytorchSettings({ nodes, losses, recipe }: Program) {
  const { constants, features, training } = recipe;
  const { r_easy, r_hard = 1, m = 1, M = 1, keep = 1, temperature = 1, dropped } = constants;
  const blocks = nodes.filter(({ parameters }) => parameters.length > 0);
  const [embedding, head, depthwise, ...others] = blocks;
  const [first, second] = [embedding?.traits.convolution, head?.traits.convolution];
  const isKnown = others.length === 0 && (depthwise === undefined || isDepthwise(depthwise));
  if (!first || !second || !isKnown || r_easy === undefined || dropped === undefined) return undefined;
  const contrast = losses.find(({ name }) => name.startsWith("refine"))?.weight ?? 0;
  return {
    B: training.batch,
    T: features.sampling.length,
    ...{ D: first.depth, H: first.width, kernel: first.kernel, C: second.width, head_kernel: second.kernel },
    depthwise: depthwise ? depthwise.parameters[0]!.shape[1] : 0,
    ...{ dropped, r_easy, r_hard, m, M, keep, temperature, contrast },
    rate: training.optimizer["rate"],
    weight_decay: training.optimizer["weight_decay"],
    precision: training.precision,
    threads: navigator.hardwareConcurrency,
  };
}

/** Whether every feature has taps of its own. */
function isDepthwise({ traits, parameters: [weights] }: Node): boolean {
  return traits.linear === weights?.name.split(".").at(-1) && weights?.axes.join() === "out,kernel";
}
