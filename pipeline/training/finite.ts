/** The message for a step that is not finite: what went wrong first, at which step and for which videos. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { reachOf } from "../../specs/compile/reach.ts";
import type { LossTerm, Node, Program } from "../../specs/program.ts";
import { evaluateNodes } from "../graph/evaluate.ts";
import { type Model, readParameters } from "../graph/model.ts";
import { withBackward } from "../engines/tape.ts";
import { NotFinite } from "../not_finite.ts";
import { numberOf } from "../engines/number_or_tensor.ts";
import { computePass, disposePass, type Pass, type PassOptions } from "./pass.ts";
import { weightOf } from "./schedules.ts";

/** A pass, and the step that it belongs to. */
type Options = PassOptions & { readonly step: number };

/**
 * Runs a pass whose step has failed once more and says where it went wrong.
 *
 * @throws {NotFinite} Where the loss or a gradient is not finite: naming the loss and the first signal that is not
 * finite, or the operation whose gradient went wrong first; the step and the videos.
 */
export function refuseNonFinite(
  model: Model,
  program: Program,
  options: Options,
  videos: readonly string[],
): void {
  const gradients = watchGradients(videos.length);
  const pass = computePass(model, program, { ...options, observe: gradients.observe });
  const bad = [...pass.gradients].find(([, gradient]) => nonFiniteItems(gradient, false))?.[0];
  const lost = [...pass.updates].find(([, value]) => nonFiniteItems(value, false))?.[0];
  disposePass(pass);
  checkLoss(pass, model, program, options, videos);
  if (bad === undefined) return checkUpdate(lost, model, program, options, videos);
  const { node, items } = gradients.first() ?? {};
  const what = node ? `the gradient of "${node.op}" in signal "${node.signal}"` : `parameter "${bad}"`;
  throw new NotFinite(
    `Gradient of the loss is not finite at step ${options.step}: ${what} went wrong first, ` +
      `in ${named(items, videos)}`,
    "a root, a quotient or a logarithm has no gradient at 0: write norm(x, axis) for a norm, add a small number there, or lower " +
      (isUpdated(options)
        ? "training.optimizer.rate"
        : `the weight of ${largestTerm(reading(node, program), pass, options)}`),
  );
}

/** Checks the numbers of a pass. */
function checkLoss(
  { total, losses }: Pass,
  model: Model,
  program: Program,
  options: Options,
  videos: readonly string[],
): void {
  if (Number.isFinite(total)) return;
  const terms = [...losses].filter(([, value]) => !Number.isFinite(value)).map(([name]) => `"${name}"`);
  const first = firstNonFinite(model, program, options);
  throw new NotFinite(
    `Loss ${terms.length > 0 ? terms.join(" and ") : "total"} is not finite at step ${options.step}: ` +
      `signal "${first?.signal ?? "total"}" went wrong first, in ${named(first?.items, videos)}`,
    remedy(first?.signal, { total, losses }, program, options),
  );
}

/** Checks what a memory would be next. */
function checkUpdate(
  name: string | undefined,
  model: Model,
  program: Program,
  options: Options,
  videos: readonly string[],
): void {
  if (name === undefined) return;
  const first = firstNonFinite(model, program, options);
  throw new NotFinite(
    `The next value of memory "${name}" is not finite at step ${options.step}: ` +
      `signal "${first?.signal ?? name}" went wrong first, in ${named(first?.items, videos)}`,
    `look at the formula of "${first?.signal ?? name}"${placeOf(program, first?.signal ?? name)}`,
  );
}

/** What to try: before the first update the rate has done nothing. */
function remedy(
  signal: string | undefined,
  pass: Pick<Pass, "total" | "losses">,
  program: Program,
  options: Options,
): string {
  // The optimizer squares gradients, in float32.
  const huge = program.losses.find((term) => !Number.isFinite(Math.fround(weightIn(term, options) ** 2)));
  if (huge) return `lower the weight of loss "${huge.name}": gradients that large cannot be squared`;
  const isInput = program.signals.some(({ name, kind }) => name === signal && kind === "input");
  const look = signal === undefined
    ? `lower the weight of ${largestTerm(program.losses, pass, options)}`
    : isInput
    ? "look at the features of these videos"
    : `look at the formula of "${signal}"${placeOf(program, signal)} and at the features of these videos`;
  return isUpdated(options) ? `lower training.optimizer.rate, or ${look}` : look;
}

/** Whether the parameters are other than they were drawn. */
function isUpdated({ step }: Options): boolean {
  return step > 1;
}

function placeOf({ lines }: Program, signal: string): string {
  const line = lines[signal];
  return line ? ` (${line.file}:${line.line})` : "";
}

/** The losses that read a node; all where none is known. */
function reading(node: Node | undefined, { nodes, losses }: Program): readonly LossTerm[] {
  const reads = reachOf(nodes, ({ id }) => id === node?.id);
  const found = losses.filter((term) => reads(term.node));
  return found.length > 0 ? found : losses;
}

/** The loss that weighs most in the sum. */
function largestTerm(losses: readonly LossTerm[], pass: Pick<Pass, "losses">, options: Options): string {
  const size = (term: LossTerm) => Math.abs(weightIn(term, options) * pass.losses.get(term.name)!);
  return `loss "${losses.reduce((a, b) => size(b) > size(a) ? b : a).name}"`;
}

/** What a loss weighs in a pass. */
function weightIn(term: LossTerm, { weights }: PassOptions): number {
  return numberOf(weightOf(term, weights));
}

/** The videos at positions, or all of them where none is known. */
function named(items: readonly number[] | undefined, videos: readonly string[]): string {
  return (items?.length ? items.map((b) => videos[b]) : videos).join(", ");
}

/** The first signal in program order with a number that is not finite, and the positions of its videos. */
function firstNonFinite(
  model: Model,
  program: Program,
  { inputs, pass, masks }: PassOptions,
): { signal: string; items: number[] } | undefined {
  return tf.tidy(() => {
    const { arithmetic: { primitives }, seed } = model;
    const parameters = readParameters(model);
    const environment = {
      kinds: model.kinds,
      primitives,
      parameters,
      inputs,
      seed,
      step: pass,
      ...(masks ? { masks } : {}),
    };
    const values = evaluateNodes(program, environment);
    for (const { signal, type, id } of program.nodes) {
      const items = nonFiniteItems(values[id]!, type.dims[0]?.axis === "B");
      if (items) return { signal, items };
    }
    return undefined;
  });
}

/** Observes a pass; afterwards it knows the node whose gradient was the first to be not finite on the way back. */
function watchGradients(videos: number) {
  let first: { node: Node; items: number[] } | undefined;
  return {
    first: () => first,
    observe(node: Node, run: () => Tensor): Tensor {
      const byVideo = node.type.dims[0]?.axis === "B";
      return withBackward(run, (backward) => (dys) =>
        Object.fromEntries(
          Object.entries(backward(dys)).map(([name, compute]) => [name, () => {
            const gradient = compute();
            const perVideo = byVideo && gradient.shape[0] === videos;
            const items = first ? undefined : nonFiniteItems(gradient, perVideo);
            if (items) first = { node, items };
            return gradient;
          }]),
        ));
    },
  };
}

/** The positions of what is not finite where there is anything: of videos, or none where the tensor is not by video. */
function nonFiniteItems(tensor: Tensor, perVideo: boolean): number[] | undefined {
  const data = tensor.dataSync();
  const size = perVideo ? data.length / tensor.shape[0]! : data.length;
  const items = new Set<number>();
  data.forEach((value, i) => {
    if (!Number.isFinite(value)) items.add(Math.floor(i / size));
  });
  if (items.size === 0) return undefined;
  return perVideo ? [...items] : [];
}
