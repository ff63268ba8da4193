import { type Named, wave } from "../../pipeline/contract/named.ts";
import {
  add,
  concat,
  divide,
  dot,
  l2_normalize,
  logsumexp,
  mean,
  subtract,
} from "../../pipeline/contract/references.ts";
import { gather, top_indices } from "../../pipeline/contract/references.ts";
import { macroTest, misuseTest } from "./macro.ts";

const [B, T, D] = [2, 7, 3];
const LISTS = ["ca", "cb", "ia", "ib"];
/** Each list is the two snippets of the largest scores. */
const scores = Object.fromEntries(LISTS.map((name, i) => [name, wave({ B, T }, i + 2)]));
const tensors = { x: wave({ B, T, D }, 1), ...scores };
const list = (name: string) => `top_indices(${name}, T, count=2)`;

/** -log of the part of the positive, over means of snippets and single negatives, the mean over videos. */
function infoNce(query: Named, positive: Named, negatives: Named): Named {
  const [q, p] = [query, positive].map((rows) => l2_normalize(mean(rows, "K"), "D"));
  const near = divide(dot(q!, p!, "D"), 0.3);
  const scores = concat([near, divide(dot(q!, l2_normalize(negatives, "D"), "D"), 0.3)], "K");
  return mean(subtract(logsumexp(scores, "K"), near), "B");
}

macroTest(
  "inconsistency_contrast() pulls each list towards the other of its kind, away from consistent ones",
  {
    file: "inconsistency",
    call: `inconsistency_contrast(x, concat([${LISTS.map(list).join(", ")}], S), temperature=0.3)`,
    tensors,
    constant: LISTS,
    reference({ x, ...scores }) {
      const [ca, cb, ia, ib] = LISTS.map((name) => gather(x!, top_indices(scores[name]!, "T", 2)));
      const inconsistent = add(infoNce(ia!, ca!, cb!), infoNce(ib!, cb!, ca!));
      return add(inconsistent, add(infoNce(ca!, ia!, cb!), infoNce(cb!, ib!, ca!)));
    },
  },
);

misuseTest("inconsistency", { ...tensors, y: wave({ B, D }, 9) }, {
  "inconsistency_contrast(x, top_indices(ca, T, count=2))": `\
error: Input "lists" of inconsistency_contrast is [B, K, S]: found indices [B, K=min(T, 2)] of T
  --> tiny.yaml:11:34
   |
11 |   out: inconsistency_contrast(x, top_indices(ca, T, count=2))
   |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
});
