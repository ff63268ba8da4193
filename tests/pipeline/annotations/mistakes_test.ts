import assert from "node:assert/strict";
import { collectMistakes } from "../../../pipeline/annotations/mistakes.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";

const messages = (many: number) => {
  const mistakes = collectMistakes("Cannot use it");
  for (let i = 1; i <= many; i++) mistakes.add(() => ({ message: `m${i}` }));
  return mistakes.error()?.diagnostics.map(({ message }) => message);
};
const shown = (many: number) => Array.from({ length: many }, (_, i) => `m${i + 1}`);

Deno.test("collectMistakes() shows ten and counts the rest, also where that is one", () => {
  assert.equal(messages(0), undefined);
  assert.deepEqual(messages(1), ["m1"]);
  assert.deepEqual(messages(10), shown(10));
  assert.deepEqual(messages(11), [...shown(10), "Not shown: 1 more"]);
  assert.deepEqual(messages(12), [...shown(10), "Not shown: 2 more"]);
});

Deno.test("collectMistakes() describes what it shows alone", () => {
  const mistakes = collectMistakes("Cannot use it");
  let described = 0;
  for (let i = 0; i < 20; i++) mistakes.add(() => ({ message: `${described++}` }));
  assert.equal(described, 10);
});

Deno.test("attempt() notes every mistake of a UserError, and passes on values and other errors", async () => {
  const mistakes = collectMistakes("Cannot use it");
  assert.equal(await mistakes.attempt(() => Promise.resolve(3)), 3);
  assert.equal(mistakes.error(), undefined);
  const failed = await mistakes.attempt(() => {
    throw userError("wrong", "do it right");
  });
  assert.equal(failed, undefined);
  await assert.rejects(mistakes.attempt(() => Promise.reject(new TypeError("ours"))), TypeError);
  const { diagnostics } = mistakes.error()!;
  assert.deepEqual(diagnostics.map(({ message, hint }) => [message, hint]), [["wrong", "do it right"]]);
});
