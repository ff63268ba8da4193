import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { compileSmall } from "../compile/small.ts";

for (
  const [source, message] of [
    ['columns: "0:1024"', 'Columns "0:1024" are 1024 values: width says 2'],
    ['columns: "1024"', 'features.sources.rgb.columns must be "begin:end", such as "0:1024"'],
    ['columns: "-4:8"', 'features.sources.rgb.columns must be "begin:end", such as "0:1024"'],
    ["axes: [D]", "Axes [D] must have L and D, and none twice"],
    ["axes: [D, L, L]", "Axes [D, L, L] must have L and D, and none twice"],
    ["axes: [L, crops, D]", "Axes have crops, and nothing says what is read of them"],
    ["axes: [L, D], crops: mean", "The axes have no crops"],
    ["axes: [L, D, h, w]", "Axes have feature maps, and nothing says what is read of them"],
    ["axes: [L, D], pool: mean", "The axes have no feature maps"],
  ] as const
) {
  Deno.test(`A source { ${source} } is refused`, () => {
    assert.throws(() => compileSmall(`features: { sources: { rgb: { width: 2, ${source} } } }`), (error) => {
      assert.ok(error instanceof UserError);
      const told = error.diagnostics.map(({ message }) => message);
      assert.ok(told.some((each) => each.startsWith(message)), told.join("\n"));
      assert.equal(told.filter((each) => /columns/i.test(each)).length, Number(/columns/i.test(message)));
      return true;
    });
  });
}
