/** Measures thresholds on the engine tensorflow: both forms of a computation at and around the size where they meet. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { printOut } from "../pipeline/cli/terminal/print.ts";
import { sampledRows } from "../pipeline/data/batches/sampled_rows.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createOperations, type NodeBackend } from "../pipeline/engines/tensorflow/binding/operations.ts";
import type { ConvForm } from "../pipeline/engines/tensorflow/primitives/conv_form.ts";
import { directConv } from "../pipeline/engines/tensorflow/primitives/direct_conv.ts";
import {
  bfloat16Products,
  float32Products,
  type MatrixOperations,
} from "../pipeline/engines/tensorflow/primitives/products.ts";
import { scatterWide, sumSegments } from "../pipeline/engines/tensorflow/primitives/sums.ts";
import { sampledPlanner } from "../pipeline/engines/tensorflow/sampled/plan.ts";
import { SAMPLING, TENSORFLOW } from "../pipeline/engines/thresholds.ts";
import { tiledConv } from "../pipeline/engines/tensorflow/tiles/tiled_conv.ts";
import type { Engine } from "../pipeline/engines/engine.ts";
import { type } from "../pipeline/engines/tensorflow/binding/attributes.ts";
import { median, rounded } from "./statistics.ts";

const THRESHOLDS = { ...TENSORFLOW, ...SAMPLING };
type Threshold = keyof typeof THRESHOLDS;

/** One size, and how the forms compare there. */
export interface Comparison {
  readonly threshold: Threshold;
  readonly size: number;
  /** Time of the form below the threshold by that of the form above, both medians: 1 where they meet. */
  readonly ratio: number;
}

/** Two forms of one computation. */
interface Forms {
  below(): void;
  above(): void;
}

/** Parts of every threshold that are measured. */
const AROUND = [0.5, 1, 2];

/** The largest sizes that there are. */
const MOST: Partial<Readonly<Record<Threshold, number>>> = { sampledShare: 1 };

/** Snippets of every video. */
const LENGTH = 100;

/** Compares the forms around every threshold. The engine is tensorflow, and current. */
export function measureThresholds(
  engine: Engine,
  rounds: number,
  thresholds: Readonly<Record<Threshold, number>> = THRESHOLDS,
): Comparison[] {
  const operations = float32Products(
    createOperations(tf.backend() as unknown as NodeBackend, engine.processor),
  );
  const forms: Record<Threshold, (size: number) => Forms> = {
    tileWeights: (size) => convolutions(operations, 3200, Math.round(Math.sqrt(size))),
    tileSavings: (size) => convolutions(operations, size / 1.5, 1024),
    sampledTileSavings: (size) => sampledConvolutions(engine, size / 1.5, 1024),
    sampledShare: (size) => sharedRows(engine, size),
    fewColumns: (size) => products(operations, 6400, 1024, size),
    narrowRows: (size) => scatteredRows(operations, 4800, size),
    bfloat16Side: (size) => roundedProducts(operations, 6400, 1024, size),
  };
  return Object.entries(thresholds).flatMap(([name, value]) =>
    AROUND.map((part): Comparison => {
      const threshold = name as Threshold;
      const size = Math.min(value * part, MOST[threshold] ?? Infinity);
      const ratios: number[] = [];
      tf.tidy(() => void ratios.push(compare(forms[threshold](size), rounds)));
      return { threshold, size, ratio: ratios[0]! };
    })
  );
}

function compare({ below, above }: Forms, rounds: number): number {
  const time = (run: () => void) => {
    const began = performance.now();
    tf.tidy(run);
    return performance.now() - began;
  };
  [below, above].forEach(time);
  const times = Array.from({ length: rounds }, () => [time(below), time(above)] as const);
  return rounded(median(times.map(([a]) => a)) / median(times.map(([, b]) => b)));
}

/** Forward and gradients of a convolution of about so many rows, with as many channels in as out. */
function convolutions(operations: MatrixOperations, rows: number, channels: number): Forms {
  const batch = Math.max(1, Math.round(rows / LENGTH));
  const sizes = { batch, length: LENGTH, depth: channels, width: channels, offsets: [-1, 0, 1] };
  const [x, weights] = [tf.fill([batch * LENGTH, channels], 0.5), tf.fill([channels, 3, channels], 0.1)];
  const run = (form: ConvForm) => () =>
    operations.scope(() => {
      const handle = () => operations.run("Identity", [x], { T: type("float32") });
      form.forward(handle(), weights);
      form.gradients(handle(), handle(), weights);
    });
  return { below: run(directConv(operations, sizes)), above: run(tiledConv(operations, sizes)) };
}

/** The same over a sampled batch of which no snippet repeats another. */
function sampledConvolutions({ primitives }: Engine, rows: number, channels: number): Forms {
  const batch = Math.max(1, Math.round(rows / LENGTH));
  const sampled = sampledRows(Int32Array.from({ length: batch * LENGTH }, (_, i) => i % LENGTH), batch);
  const conv = { kernel: 3, dilation: 1, depth: channels, width: channels };
  const x = tf.fill([batch * LENGTH, channels], 0.5);
  const weights = tf.fill([channels, 3, channels], 0.1);
  const index = tf.tensor2d(sampled.index, [batch, LENGTH], "int32");
  const run = (leastSaved: number) => {
    const planner = sampledPlanner({ canTile: () => true, leastSaved });
    const parts = planner.plan(sampled, conv).map(({ shape, values }) =>
      tf.tensor(values, [...shape], "int32")
    );
    const convolve = (w: Tensor) => primitives.sampledTemporalConv(x, { index, parts }, w, null, 1);
    return () => void tf.grad(convolve)(weights);
  };
  return { below: run(Infinity), above: run(1) };
}

/** A batch with so many rows for a snippet: every row multiplied once, and every snippet. */
function sharedRows({ primitives, planner }: Engine, share: number): Forms {
  const [batch, channels] = [32, 1024];
  const positions = Int32Array.from({ length: batch * LENGTH }, (_, i) => Math.floor((i % LENGTH) * share));
  const sampled = sampledRows(positions, batch);
  const conv = { kernel: 3, dilation: 1, depth: channels, width: channels };
  const parts = planner.plan(sampled, conv).map(({ shape, values }) =>
    tf.tensor(values, [...shape], "int32")
  );
  const index = tf.tensor2d(sampled.index, [batch, LENGTH], "int32");
  const rows = tf.fill([sampled.rows.length, channels], 0.5);
  const snippets = tf.fill([batch, LENGTH, channels], 0.5);
  const weights = tf.fill([channels, 3, channels], 0.1);
  const run = (convolve: (w: Tensor) => Tensor) => () => void tf.grad(convolve)(weights);
  return {
    below: run((w) => primitives.sampledTemporalConv(rows, { index, parts }, w, null, 1)),
    above: run((w) => primitives.temporalConv(snippets, w, null, 1, false)),
  };
}

/** A tall matrix, transposed, times one of few columns: turned over, and as it stands. */
function products(operations: MatrixOperations, rows: number, depth: number, columns: number): Forms {
  const [x, d] = [tf.fill([rows, depth], 0.5), tf.fill([rows, columns], 0.1)];
  const { scope, run, ints } = operations;
  return {
    below: () =>
      scope(() => {
        const turned = operations.product(d, x, true, false);
        run("Transpose", [turned, ints([1, 0])], { T: type("float32"), Tperm: type("int32") });
      }),
    above: () => scope(() => void operations.product(x, d, true, false)),
  };
}

/** Rows that are added into ten times as many: one by one, and as the product of a sparse matrix. */
function scatteredRows(operations: MatrixOperations, rows: number, width: number): Forms {
  const { scope, run, ints } = operations;
  const x = tf.fill([rows, width], 0.5);
  const into = Int32Array.from({ length: rows }, (_, i) => i * 7 % (10 * rows));
  const own = () => run("Identity", [x], { T: type("float32") });
  return {
    below: () => scope(() => void sumSegments(operations, own(), ints(into), ints(10 * rows))),
    above: () => scope(() => void scatterWide(operations, own(), ints(into), rows, 10 * rows)),
  };
}

/** A product of so many columns in float32, and in bfloat16. */
function roundedProducts(operations: MatrixOperations, rows: number, depth: number, columns: number): Forms {
  const [x, w] = [tf.fill([rows, depth], 0.5), tf.fill([depth, columns], 0.1)];
  const rounded = bfloat16Products(operations, 0);
  const run = ({ scope, product }: MatrixOperations) => () => scope(() => void product(x, w, false, false));
  return { below: run(operations), above: run(rounded) };
}

if (import.meta.main) {
  const engine = await openEngine("tensorflow");
  printOut([engine.reason, "threshold size: time of the form below by that of the form above"]);
  for (const { threshold, size, ratio } of measureThresholds(engine, 7)) {
    printOut([`${threshold} ${size}: ${ratio}`]);
  }
}
