import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { testPositions, trainPositions } from "../../../../pipeline/data/batches/sampling.ts";
import { ROOT } from "../../../shared.ts";

interface Case {
  readonly length: number;
  readonly segments: number;
  readonly u: number[];
  readonly train_u: number[];
  readonly train_u0: number[];
  readonly train_u1: number[];
  readonly test: number[];
}

const FOLDER = join(ROOT, "tests/fixtures/cola");
const FILES = readdirSync(FOLDER).filter((name) => /^sampling\.s\d+\.json$/.test(name));
const HIGHEST = 1 - 2 ** -53;

Deno.test("trainPositions() and testPositions() give the positions of every fixture", () => {
  assert(FILES.length > 0);
  for (const name of FILES) {
    const { cases } = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as { cases: Case[] };
    assert(cases.length > 0);
    for (const { length, segments, u, train_u, train_u0, train_u1, test } of cases) {
      const what = `${name}: L ${length}, T ${segments}`;
      const train = (draw: (position: number) => number) => [
        ...trainPositions("random_perturb", length, segments, draw),
      ];
      assert.deepEqual(train((i) => u[i]!), train_u, what);
      assert.deepEqual(train(() => 0), train_u0, what);
      assert.deepEqual(train(() => HIGHEST), train_u1, what);
      assert.deepEqual([...testPositions("uniform", length, segments)], test, what);
    }
  }
});

Deno.test("trainPositions() stays sorted, in range and within its parts", () => {
  const size = fc.integer({ min: 1, max: 400 });
  const draw = fc.oneof(
    fc.constant(0),
    fc.constant(HIGHEST),
    fc.double({ min: 0, max: HIGHEST, noNaN: true }),
  );
  fc.assert(
    fc.property(size, size, fc.array(draw, { minLength: 400, maxLength: 400 }), (length, count, draws) => {
      const positions = trainPositions("random_perturb", length, count, (i) => draws[i]!);
      assert.equal(positions.length, count);
      positions.forEach((position, i) => {
        assert(position >= (positions[i - 1] ?? 0) && position < length);
        assert(
          position >= Math.floor(i * length / count) && position <= Math.floor((i + 1) * length / count),
        );
      });
    }),
  );
});

Deno.test("trainPositions() under uniform takes the start of every part and no draw", () => {
  const positions = trainPositions("uniform", 10, 4, () => assert.fail("drawn"));
  assert.deepEqual([...positions], [0, 2, 5, 7]);
  assert.deepEqual([...trainPositions("uniform", 2, 4, () => 0)], [0, 0, 1, 1]);
});

Deno.test("testPositions() keeps short videos, and every snippet under all", () => {
  assert.deepEqual([...testPositions("uniform", 3, 5)], [0, 1, 2]);
  assert.deepEqual([...testPositions("uniform", 5, 2)], [0, 2]);
  assert.deepEqual([...testPositions("all", 5, 2)], [0, 1, 2, 3, 4]);
});
