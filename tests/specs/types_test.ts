import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Dim,
  elements,
  sameType,
  showType,
  type TensorType,
  unify,
  withDim,
  without,
} from "../../specs/types.ts";

const dim = (
  axis: string,
  size: number | string = axis,
  count = typeof size === "number" ? size : 7,
): Dim => ({
  axis,
  size,
  count,
});
const type = (...dims: readonly Dim[]): TensorType => ({ dims });

const types = fc.subarray(["B", "T", "C", "K", "D"], { minLength: 0 })
  .chain((axes) => fc.shuffledSubarray(axes, { minLength: axes.length }))
  .map((axes) => type(...axes.map((axis) => dim(axis))));

Deno.test("unify() gives every axis once, whatever the order of operands", () => {
  fc.assert(fc.property(fc.array(types, { minLength: 1, maxLength: 4 }), (operands) => {
    const unified = unify(operands);
    const turned = unify(operands.toReversed());
    assert.ok("dims" in unified && "dims" in turned);
    const axes = unified.dims.map(({ axis }) => axis);
    assert.equal(new Set(axes).size, axes.length);
    assert.deepEqual(new Set(axes), new Set(operands.flatMap(({ dims }) => dims.map(({ axis }) => axis))));
    assert.deepEqual(new Set(turned.dims.map(({ axis }) => axis)), new Set(axes));
  }));
});

Deno.test("unify() of a type with itself and a scalar is that type", () => {
  fc.assert(fc.property(types, (one) => {
    const unified = unify([type(), one, one]);
    assert.ok("dims" in unified && sameType(unified, one));
  }));
});

Deno.test("unify() names the axis of two sizes", () => {
  const [one, other] = [dim("K", "floor(T / 5)"), dim("K", "floor(T / 4)")];
  assert.deepEqual(unify([type(dim("B"), one), type(dim("B"), other)]), {
    axis: "K",
    sizes: ["floor(T / 5)", "floor(T / 4)"],
  });
  assert.deepEqual(unify([type(dim("D", 4)), type(dim("D", 8))]), { axis: "D", sizes: [4, 8] });
});

Deno.test("showType() writes sizes that are not their axis, and what indices point into", () => {
  const picked = { ...type(dim("B"), dim("K", 3)), indexes: dim("T") };
  assert.equal(showType(picked), "indices [B, K=3] of T");
  assert.equal(showType(type()), "[]");
  assert.ok(!sameType(picked, type(...picked.dims)));
});

Deno.test("elements(), without() and withDim() agree on what an axis is", () => {
  const whole = type(dim("B", "B", 2), dim("T", "T", 5), dim("D", 3));
  assert.equal(elements(whole), 30);
  assert.equal(elements(without(whole, 1)), 6);
  assert.equal(showType(withDim(whole, 1, dim("K", 4))), "[B, K=4, D=3]");
  assert.equal(elements(type()), 1);
});
