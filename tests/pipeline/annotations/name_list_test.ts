import assert from "node:assert/strict";
import { opened, refusal, smallDataset } from "../data/small_dataset.ts";

Deno.test("openFolderDataset() refuses control characters in lists, and line ends of other kinds", async () => {
  const of = (list: string) => refusal(({ files }) => files["train.txt"] = list);
  assert.match(
    await of("v1\nv2\n v\x001 \nv\x1b2\n"),
    /^error: The video "v.*1" has a control character, and 1 more: in line 4\n --> ROOT\/train.txt:3:2\n[^]*write one video per line, and end lines with a line feed/,
  );
  assert.match(
    await of("v1\rv2\r"),
    /\nerror: The video "v1.*v2" has a control character\n --> ROOT\/train.txt:1:1\n/,
  );
  const small = smallDataset();
  small.files["train.txt"] = "\ufeffv1  \r\n\r\n\t v2\r\n \n\n";
  await opened(small, ({ train }) => assert.deepEqual(train.map(({ id }) => id), ["v1", "v2"]));
});
