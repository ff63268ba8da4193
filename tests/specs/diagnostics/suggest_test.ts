import assert from "node:assert/strict";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { nearest, suggest, suggestUnused } from "../../../specs/diagnostics/suggest.ts";

Deno.test("suggest() finds misspelled, swapped, dotted and wrongly capital names, else lists", () => {
  const known = ["kernel", "steps", "cas", "r_easy"];
  assert.equal(suggest("kernal", known), 'did you mean "kernel"?');
  assert.equal(suggest("stpes", known), 'did you mean "steps"?');
  assert.equal(suggest("Kernel", known), 'did you mean "kernel"?');
  assert.equal(suggest("embedding.cas", known), 'did you mean "cas"?');
  assert.equal(
    suggest("cafe\u0301", ["caf\u00e9"]),
    '"caf\u00e9" is there in another Unicode form: copy it from there',
  );
  assert.equal(suggest("weight", known), "one of: kernel, steps, cas, r_easy");
  assert.equal(suggest("rgb", ["features", "features.rgb", "cas"]), 'did you mean "features.rgb"?');
  assert.equal(suggest("x", ["y", "z"]), "one of: y, z");
  assert.equal(suggest("x", []), undefined);
  const many = Array.from({ length: 30 }, (_, i) => `name${i}`);
  assert.match(suggest("other_thing", many)!, /^one of: name0, .*name23 and 6 more$/);
  // The closest for their length come first, and are the ones that are listed.
  const few = ["x", "collection_of_all", "cas", "selected_by_hand"];
  assert.equal(suggest("selection", few), "one of: selected_by_hand, collection_of_all, cas, x");
  assert.match(
    suggest("selection", [...many, "selected_by_hand"])!,
    /^one of: selected_by_hand, .* and 7 more$/,
  );
});

Deno.test("suggestUnused() names nothing that stands there already as what is meant", () => {
  const known = ["kernel", "steps", "rate"];
  assert.equal(suggestUnused("stepps", known, ["rate"]), 'did you mean "steps"?');
  assert.equal(suggestUnused("stepps", known, ["steps"]), '"steps" is there already: take this one out');
  assert.equal(suggestUnused("other_thing", known, ["steps"]), "one of: kernel, rate");
  assert.equal(
    suggestUnused("other_thing", known, known),
    "take it out: kernel, steps, rate are there already",
  );
  assert.equal(suggestUnused("other_thing", [], []), undefined);
});

Deno.test("suggest() compares names without end no more than one report can bear", () => {
  userError("a report ends here");
  const known = Array.from({ length: 100_000 }, (_, i) => `name_${i}`);
  const asked = Array.from({ length: 60 }, () => nearest("name_77777x", known));
  assert.equal(asked[0], "name_77777");
  assert.equal(asked.at(-1), undefined);
  assert.equal(suggest("name_1x", ["name_1"]), undefined);
  userError("a report ends here");
  assert.equal(suggest("name_1x", ["name_1"]), 'did you mean "name_1"?');
});

Deno.test("suggest() does not compare very long names", () => {
  assert.match(suggest("k".repeat(100_000), ["k".repeat(99_999)])!, /^one of: k/);
});
