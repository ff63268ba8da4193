import { at, build, line, wave } from "../../pipeline/contract/named.ts";
import { macroTest, misuseTest } from "./macro.ts";

const B = 2;
const T = 5;
const C = 4;
const file = "attention";
const attention = wave({ B, T }, 1, 0.05, 0.95);

macroTest("attend_to_min() moves every class towards the least of its snippet", {
  file,
  call: "attend_to_min(attention, z)",
  tensors: { attention, z: wave({ B, T, C }, 2) },
  reference: ({ attention, z }) =>
    build({ B, T, C }, (i) => {
      const low = Math.min(...line(z!, "C", i));
      return at(attention!, i) * (at(z!, i) - low) + low;
    }),
});

macroTest("below_share() is 1 below a part of the largest attention of a video", {
  file,
  call: "below_share(attention, share=0.6)",
  tensors: { attention },
  gradient: false,
  reference: ({ attention }) =>
    build({ B, T }, (i) => at(attention!, i) < 0.6 * Math.max(...line(attention!, "T", i)) ? 1 : 0),
});

macroTest("below_range_share() is 1 below a part of the way from the least to the largest", {
  file,
  call: "below_range_share(attention, share=0.6)",
  tensors: { attention },
  gradient: false,
  reference: ({ attention }) =>
    build({ B, T }, (i) => {
      const all = line(attention!, "T", i);
      const [low, high] = [Math.min(...all), Math.max(...all)];
      return at(attention!, i) < low + 0.6 * (high - low) ? 1 : 0;
    }),
});

misuseTest(file, { attention, z: wave({ B, T, C }, 2) }, {
  "attend_to_min(z, attention)": `\
error: Input "attention" of attend_to_min is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:22
  |
7 |   out: attend_to_min(z, attention)
  |                      ^`,
  "below_share(z)": `\
error: Input "attention" of below_share is [B, T]: found [B, T, C=4]
 --> tiny.yaml:7:20
  |
7 |   out: below_share(z)
  |                    ^`,
  "below_range_share(attention, shares=0.1)": `\
error: Unknown option "shares" of below_range_share
 --> tiny.yaml:7:37
  |
7 |   out: below_range_share(attention, shares=0.1)
  |                                     ^^^^^^ did you mean "share"?`,
});
