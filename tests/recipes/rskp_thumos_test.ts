import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { join } from "node:path";
import { loadRecipe } from "../../pipeline/api.ts";
import { createModel } from "../../pipeline/graph/model.ts";
import { trainingProgram } from "../../pipeline/graph/passes/mod.ts";
import { changeMemories } from "../../pipeline/training/optimizer.ts";
import { computePass } from "../../pipeline/training/pass.ts";
import { assertClose } from "../pipeline/contract/check.ts";
import { engineTest } from "../pipeline/contract/engines.ts";
import { ROOT } from "../shared.ts";

const program = loadRecipe(join(ROOT, "recipes", "rskp_thumos.yaml"), {
  set: [
    "data.classes=[climb, dive, jump]",
    "features.sources={ rgb: { width: 4 }, flow: null }",
    "constants.hidden=5",
    "constants.prototypes=2",
    "constants.slots=3",
    "constants.dropped=0",
    "constants.memory_from=0",
  ],
});

const LABELS = [[1, 0, 1], [0, 0, 1]];
const videos = LABELS.map((_, b) =>
  Array.from(
    { length: 6 },
    (_, t) => Array.from({ length: 4 }, (_, d) => Math.sin(1 + 40 * b + 7 * t + 3 * d)),
  )
);

engineTest(
  "RSKP remembers the prototypes of all videos of a batch, as those of one after the other",
  (engine) => {
    /** What is remembered after batches of these videos. */
    const remembered = (batches: number[][]) => {
      const model = createModel(program, engine, { seed: 3 });
      batches.forEach((batch, i) =>
        tf.tidy(() => {
          const features = tf.tensor3d(batch.map((b) => videos[b]!));
          const inputs = new Map<string, Tensor>([
            ["features", features],
            ["features.rgb", features],
            ["labels", tf.tensor2d(batch.map((b) => LABELS[b]!))],
            ["progress", tf.scalar(0.5)],
          ]);
          const weights = new Map([["self", 1]]);
          const { updates } = computePass(model, trainingProgram(program), { inputs, pass: i + 1, weights });
          changeMemories(model, updates, tf.scalar(0));
        })
      );
      const values = ["bank.entry_scores", "bank.entries"].flatMap((
        name,
      ) => [...model.parameters.get(`${name}.values`)!.dataSync()]);
      model.dispose();
      return values;
    };
    const together = remembered([[0, 1]]);
    assertClose(together, remembered([[0], [1]]), 1e-6, "memories");
    // Two prototypes of a video of the first class, none of the second, the best three of two videos of the third.
    assertClose(together.slice(0, 9).map(Math.sign), [1, 1, 0, 0, 0, 0, 1, 1, 1], 0, "used");
  },
);
