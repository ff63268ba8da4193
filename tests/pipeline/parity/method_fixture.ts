/**
 * A made-up method in the format of whole methods, computed by plain loops in float64: scores that are linear in the
 * features, times random numbers; the loss is their weighted mean square.
 */

/** A tensor as files have it. */
export interface Stated {
  readonly shape: number[];
  data: number[];
}

const SIZES = { B: 2, T: 3, D: 4, C: 2, D_rgb: 3, D_flow: 1 };
const CONFIG = {
  net: { kernel: 1 },
  weight_action: 0.5,
  weight_background: 2,
  lr: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  weight_decay: 0.1,
  class_thresh: 0.4,
};
const ROWS = SIZES.C + 1;

const tensor = (shape: number[], value: (i: number) => number): Stated => ({
  shape,
  data: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.fround(value(i))),
});
const wave = (i: number, by: number) => Math.sin(1 + i * by);

/** Scores [B, T, C + 1]. */
function scores(x: number[], weight: number[], bias: number[]): number[] {
  const { B, T, D } = SIZES;
  return Array.from({ length: B * T * ROWS }, (_, i) => {
    const [row, c] = [Math.floor(i / ROWS), i % ROWS];
    return bias[c]! + range(D).reduce((sum, d) => sum + weight[c * D + d]! * x[row * D + d]!, 0);
  });
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Losses of one video. */
function videoLosses(z: number[], lambda: number[], b: number) {
  const { T, C } = SIZES;
  const squares = z.map((value, i) => (lambda[Math.floor(i / ROWS)]! * value) ** 2);
  const own = squares.slice(b * T * ROWS, (b + 1) * T * ROWS);
  const mean = (used: number[]) => used.reduce((sum, value) => sum + value, 0) / used.length;
  const action = mean(own.filter((_, i) => i % ROWS < C));
  const background = mean(own.filter((_, i) => i % ROWS === C));
  const weighted = {
    action: CONFIG.weight_action * action,
    background: CONFIG.weight_background * background,
  };
  return { unweighted: { action, background }, weighted, total: weighted.action + weighted.background };
}

/** Losses, and gradients of the weighted sum. */
function pass(x: number[], lambda: number[], weight: number[], bias: number[]) {
  const { B, T, C, D } = SIZES;
  const z = scores(x, weight, bias);
  const factor = (c: number) =>
    c < C ? CONFIG.weight_action / (B * T * C) : CONFIG.weight_background / (B * T);
  const unweighted = { action: 0, background: 0 };
  const grads = { weight: weight.map(() => 0), bias: bias.map(() => 0) };
  z.forEach((value, i) => {
    const [row, c] = [Math.floor(i / ROWS), i % ROWS];
    const square = (lambda[row]! * value) ** 2;
    if (c < C) unweighted.action += square / (B * T * C);
    else unweighted.background += square / (B * T);
    const slope = factor(c) * 2 * lambda[row]! ** 2 * value;
    grads.bias[c]! += slope;
    range(D).forEach((d) => grads.weight[c * D + d]! += slope * x[row * D + d]!);
  });
  const weighted = {
    action: CONFIG.weight_action * unweighted.action,
    background: CONFIG.weight_background * unweighted.background,
  };
  const videos = range(B).map((b) => videoLosses(z, lambda, b));
  return { losses: { unweighted, weighted, total: weighted.action + weighted.background, videos }, grads };
}

/** A fixture; every call makes its own, for tests to spoil. */
export function methodFixture() {
  const { B, T, C, D } = SIZES;
  const x = tensor([B, T, D], (i) => wave(i, 2.3));
  const weight = tensor([ROWS, D, 1], (i) => wave(i, 1.7));
  const bias = tensor([ROWS], (i) => 0.3 * wave(i, 0.9));
  const params = { "cls.weight": weight, "cls.bias": bias };
  const draws = range(3).map((step) => tensor([B, T], (i) => 0.5 + 0.4 * wave(i + step, 3.1)));
  const value = { weight: [...weight.data], bias: [...bias.data] };
  const moments = { weight: weight.data.map(() => [0, 0]), bias: bias.data.map(() => [0, 0]) };
  const passes = draws.map((lambda, i) => {
    const done = pass(x.data, lambda.data, value.weight, value.bias);
    for (const key of ["weight", "bias"] as const) {
      value[key] = value[key].map((w, j) => adam(w, done.grads[key][j]!, moments[key][j]!, i + 1));
    }
    return { ...done, after: { weight: [...value.weight], bias: [...value.bias] } };
  });
  const stated = ({ weight: w, bias: b }: { weight: number[]; bias: number[] }) => ({
    "cls.weight": { ...weight, data: w },
    "cls.bias": { ...bias, data: b },
  });
  const z = scores(x.data, weight.data, bias.data);
  const column = (c: number) => z.filter((_, i) => i % ROWS === c);
  const background = { shape: [B, T], data: column(C) };
  const video = (b: number) => {
    const map = range(T * C).map((i) => z[(b * T + Math.floor(i / C)) * ROWS + i % C]!);
    const best = range(C).map((c) => Math.max(...map.filter((_, i) => i % C === c)));
    return {
      video: b,
      rows: T,
      video_scores: { shape: [C], data: best },
      classes: range(C).filter((c) => best[c]! >= CONFIG.class_thresh),
      class_map: { shape: [T, C], data: map },
      part: { background: { shape: [T], data: column(C).slice(b * T, (b + 1) * T) } },
      dropped: false,
    };
  };
  return {
    format: "walt-fixture/1",
    method: "linear",
    config: { ...CONFIG },
    sizes: { ...SIZES },
    x,
    y: tensor([B, C], (i) => i % 2),
    params,
    random: { lambda: draws[0]! as Stated | null },
    signals: {
      background: background as Stated | null,
      mean_background: mean(background.data) as number | null,
      order_index: {
        shape: [B, 2],
        data: range(B).flatMap((b) => order(background.data.slice(b * T, b * T + T))),
      },
      above_mask: { shape: [B, T], bits: background.data.map((v) => v > 0 ? "1" : "0").join("") },
      unnamed: { shape: [1], data: [0] },
    },
    losses: { loss: passes[0]!.losses },
    grads: stated(passes[0]!.grads),
    later_steps: [1, 2].map((i) => ({
      step: i + 1,
      random: { lambda: draws[i]! },
      losses: { loss: passes[i]!.losses },
    })),
    params_after: { "1": stated(passes[0]!.after), "3": stated(passes[2]!.after) },
    inference: { groups: [], videos: range(B).map(video) },
    rounding: {
      signals: { background: 1e-7, mean_background: 1e-7 },
      grads: { "cls.weight": 1e-7, "cls.bias": 1e-7 },
      params_after: { "1": 1e-8, "3": 1e-8 },
      inference: { video_scores: 1e-7, class_map: 1e-7, part: 1e-7 },
    },
  };
}

function adam(w: number, gradient: number, moments: number[], step: number): number {
  const { lr, beta1, beta2, eps, weight_decay } = CONFIG;
  const g = gradient + weight_decay * w;
  moments[0] = beta1 * moments[0]! + (1 - beta1) * g;
  moments[1] = beta2 * moments[1]! + (1 - beta2) * g * g;
  return w - lr * moments[0] / (1 - beta1 ** step) / (Math.sqrt(moments[1] / (1 - beta2 ** step)) + eps);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where the two largest values are. */
function order(values: number[]): number[] {
  return range(values.length).toSorted((a, b) => values[b]! - values[a]!).slice(0, 2);
}

/** The same in passes of one video each, whose mean is the step. */
export function accumulatedFixture() {
  const { B, T } = SIZES;
  const { random, signals: { background, order_index }, later_steps, ...file } = methodFixture();
  const apart = (name: string, { shape: [, rows], data }: Stated) =>
    Object.fromEntries(
      range(B).map((b) => [`${name}.${b}`, {
        shape: [rows!],
        data: data.slice(b * rows!, (b + 1) * rows!),
      }]),
    );
  return {
    ...file,
    lengths: range(B).map(() => T),
    random: apart("lambda", random.lambda!),
    signals: { ...apart("background", background!), ...apart("order_index", order_index) },
    later_steps: later_steps.map((step) => ({ ...step, random: apart("lambda", step.random.lambda) })),
  };
}

/** The recipe of the method, and the mapping of its fixtures, `recipe` lying in a folder beside it. */
export const RECIPE = `version: 1
name: linear
extends: BASE/thumos14.yaml
constants: { action_weight: 1, background_weight: 1 }
features: { sampling: { length: 3 } }
actionness:
  kept: beta(like=background, a=2, b=2)
  cas: { kind: conv1d, in: features, filters: classes, kernel: 3 }
  head: { kind: conv1d, in: features, filters: 1, kernel: 1 }
  background: sum(head, D)
  video: max(cas, T)
mining:
  order: top_indices(background, T, count=2)
  above: background > 0
  overall: mean(mean(background, T), B)
losses:
  action: { expression: "mean(mean(mean((kept * cas) ^ 2, T), C), B)", weight: action_weight }
  behind: { expression: "mean(mean((kept * background) ^ 2, T), B)", weight: background_weight }
training: { steps: 3, batch: 2, optimizer: { kind: adam, rate: 1 } }
inference:
  classes: { from: video, threshold: 0.1, fallback: none }
  proposals: { by_cas: { group_on: cas, score_on: cas, thresholds: [0.5] } }
  score: { kind: outer_inner_contrast }
  suppress: { kind: nms, overlap: 0.5 }
`;

/** The mapping; it has no section that would be empty. */
export const MAPPING = `format: walt-fixture/1
method: linear
variants:
  - recipe: recipe/linear.yaml
    parameters:
      cas.weights: { name: cls.weight, axes: [out, in, kernel], rows: { to: -1 } }
      cas.bias: { name: cls.bias, axes: [out], rows: { to: -1 } }
      head.weights: { name: cls.weight, axes: [out, in, kernel], rows: { from: -1 } }
      head.bias: { name: cls.bias, axes: [out], rows: { from: -1 } }
set:
  data.classes: "{ file: classes.txt, count: {{C}} }"
  features.sources: "{ rgb: { width: {{D_rgb}} }, flow: { width: {{D_flow}} } }"
  features.sampling.length: "{{T}}"
  actionness.cas.kernel: "{{net.kernel}}"
  constants.action_weight: "{{weight_action}}"
  constants.background_weight: "{{weight_background}}"
  training.optimizer: "{ kind: adam, rate: {{lr}}, weight_decay: {{weight_decay}} }"
  inference.classes.threshold: "{{class_thresh}}"
train_step:
  inputs: { features: x, labels: y }
  draws: { kept.beta: lambda }
  signals: { background: background, overall: mean_background }
  losses: { action: action, background: behind }
  lists: { order_index: order }
  regions: { above_mask: above }
inference:
  input: x
  maps: { video: video_scores, cas: class_map, background: part.background }
`;
