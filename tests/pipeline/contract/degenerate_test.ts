/** Inputs at which formulas break down: short videos, features of zeros, regions smaller than k. */
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { assertClose, type Leaves } from "./check.ts";
import { COLA, compileCola, filled, passOf, type PlainPass } from "./cola.ts";
import { engineTest } from "./engines.ts";
import { wave } from "./named.ts";

const { B, D, H, C } = COLA;
const labels = { sizes: { B, C }, values: [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1] };
const LISTS = ["hard_action", "hard_background", "easy_action", "easy_background"];

function short(T: number): Leaves {
  return { features: wave({ B, T, D }, 51), labels };
}

function finite({ total, losses, gradients }: PlainPass): void {
  const numbers = [total, ...Object.values(losses), ...Object.values(gradients).flat()];
  assert.ok(numbers.every(Number.isFinite), numbers.join(" "));
}

engineTest("videos shorter than the ratios select one snippet and train", (engine) => {
  // r_easy is 3 and r_hard 4.
  for (const T of [1, 2]) {
    const pass = passOf(compileCola(), engine, { inputs: short(T), wanted: [...LISTS, "video"] });
    finite(pass);
    for (const list of LISTS) assert.equal(pass.signals[list]!.length, B, `${list} of T = ${T}`);
    assert.ok(pass.signals["video"]!.every(Number.isFinite));
    assert.ok(pass.gradients["x.weights"]!.some((g) => g !== 0));
  }
});

engineTest("videos shorter than the ratios are refused with k_min 0, not computed as NaN", (engine) => {
  const refusal = (T: number, set: string[], signal: string, k: string) => {
    assert.throws(
      () => passOf(compileCola(["constants.k_min=0", ...set]), engine, { inputs: short(T) }),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, new RegExp(`in signal "${signal}" selects nothing`));
        assert.ok(error.message.includes(k), error.message);
        return true;
      },
    );
  };
  refusal(2, [], "video", "floor(2 / 3)");
  refusal(3, ["losses.refine_background=null"], "hard_action", "floor(3 / 4)");
  finite(passOf(compileCola(["constants.k_min=0"]), engine, { inputs: short(4) }));
});

engineTest("features of zeros give finite losses and gradients", (engine) => {
  const inputs = { features: filled({ B, T: 12, D }, 0), labels };
  finite(passOf(compileCola(), engine, { inputs }));
  // Without a bias every embedding is the zero vector too.
  const parameters = { "x.bias": filled({ out: H }, 0) };
  const pass = passOf(compileCola(), engine, { inputs, parameters });
  finite(pass);
  assertClose([pass.losses["refine_action"]!], [Math.log(1 + COLA.easy)], 1e-6, "refine_action");
});

/** Mines one video whose actionness is as given. */
function mine(engine: Engine, actionness: readonly number[], set: readonly string[] = []) {
  const T = actionness.length;
  const program = compileCola([
    "data.classes=[A]",
    "features.sources.rgb.width=1",
    "features.sources.flow=null",
    `features.sampling.length=${T}`,
    "embedding.x.kernel=1",
    "constants.hidden=1",
    "constants.dropped=0",
    "constants.keep=1",
    "constants.r_hard=2",
    ...set,
  ]);
  const one = filled({ in: 1, kernel: 1, out: 1 }, 1);
  return passOf(program, engine, {
    inputs: {
      features: { sizes: { B: 1, T, D: 1 }, values: actionness },
      labels: { sizes: { B: 1, C: 1 }, values: [1] },
    },
    parameters: { "x.weights": one, "x.bias": filled({ out: 1 }, 0), "cas.weights": one },
    wanted: [...LISTS, "actionness", "threshold", "inner", "outer"],
  });
}

engineTest("a region smaller than k_hard spills over the whole video in index order", (engine) => {
  const actionness = [0, 0, 5, 8, 7, 6, 9, 0.5, 0.25, 1, 2, 3];
  const { signals } = mine(engine, actionness);
  assert.deepEqual(signals["actionness"], actionness);
  assert.deepEqual(signals["threshold"], [2.5]);
  // Ones at 2..6 and 11: the inner region is 3..5, the outer 0, 8 and 9.
  const region = (name: string) => signals[name]!.flatMap((bit, t) => bit ? [t] : []);
  assert.deepEqual(region("inner"), [3, 4, 5]);
  assert.deepEqual(region("outer"), [0, 8, 9]);
  assert.deepEqual(signals["hard_action"], [3, 4, 5, 0, 1, 2]);
  assert.deepEqual(signals["hard_background"], [9, 8, 0, 1, 2, 3]);
});

engineTest("with median 0 the hard background is the first snippets of the video", (engine) => {
  const { signals, losses } = mine(engine, [0, 0, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0]);
  assert.deepEqual(signals["threshold"], [0]);
  assert.deepEqual(signals["hard_background"], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(signals["hard_action"], [5, 0, 1, 2, 3, 4]);
  assert.ok(Object.values(losses).every(Number.isFinite));
});

engineTest("a flat video has empty regions, and every list is the first snippets", (engine) => {
  const { signals } = mine(engine, Array(12).fill(2));
  assert.deepEqual([...signals["inner"]!, ...signals["outer"]!], Array(24).fill(0));
  for (const list of LISTS) {
    assert.deepEqual(signals[list], [...signals[list]!.keys()], list);
  }
});
