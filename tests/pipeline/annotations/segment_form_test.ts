import assert from "node:assert/strict";
import { checkAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { otherSegmentForm } from "../../../pipeline/annotations/segment_form.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";

/** Videos of 60 s with these segments. */
function videos(...lists: (readonly [number, number])[][]) {
  return lists.map((list, i) =>
    [`v${i}`, {
      duration: 60,
      annotations: list.map(([start, end], index) => ({ label: "A", start, end, index })),
    }] as const
  );
}

Deno.test("otherSegmentForm() tells lengths and widths from ends by the durations", () => {
  const both = otherSegmentForm(videos([[1, 4], [30, 10]], [[40, 5]]))!;
  assert.match(
    both.message,
    /^Segments look like \[start, length\]: in 2 of 3 segments .*: "v0" \[30, 10\] of 60 s; "v1" \[40, 5\]/,
  );
  const either = otherSegmentForm(videos([[20, 4], [30, 10]], [[40, 5]]))!;
  assert.match(either.message, /^Segments look like \[start, length\] or \[centre, width\]: /);
  assert.equal(either.hint, "wanted [start, end]: for [a, b] write [a, a + b] or [a - b / 2, a + b / 2]");
  const centre = otherSegmentForm(videos([[50, 20], [30, 10], [20, 30]]))!;
  assert.match(centre.message, /^Segments look like \[centre, width\]: /);
});

Deno.test("otherSegmentForm() says nothing of segments in order, of few, and of a slip among right ones", () => {
  for (
    const each of [
      videos([[1, 2], [3, 4], [5, 60]]),
      videos([[30, 10], [40, 5]]),
      videos([[30, 10], [40, 55], [1, 59]]),
    ]
  ) assert.equal(otherSegmentForm(each), undefined);
  const [[name, { annotations }]] = videos([[30, 10], [40, 5], [20, 3]]) as [
    ReturnType<typeof videos>[number],
  ];
  assert.equal(otherSegmentForm([[name, { annotations }]]), undefined);
});

Deno.test("checkAnnotations() says so beside the segments that end before they start", () => {
  const annotations = [[30, 10], [40, 5], [20, 30]].map((segment) => ({ label: "A", segment }));
  assert.throws(
    () => checkAnnotations({ database: { v: { subset: "test", duration: 60, annotations } } }, "gt"),
    (error) => {
      assert.ok(error instanceof UserError);
      const [reversed, form] = error.diagnostics;
      assert.match(reversed!.message, /must end after its start/);
      assert.match(form!.message, /^Segments look like \[start, length\]/);
      return true;
    },
  );
});
