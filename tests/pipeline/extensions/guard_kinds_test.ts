import assert from "node:assert/strict";
import { ANSWERS } from "../../../pipeline/extensions/answers.ts";
import { guardKindRun } from "../../../pipeline/extensions/guard.ts";
import { RunError, userError } from "../../../specs/diagnostics/diagnostics.ts";

/** What a kind's options become, as `run` makes it. */
// deno-lint-ignore no-explicit-any
const made = (run: () => unknown): any => guardKindRun("/mine.ts", "mine", run).create({ kind: "mine" });

const TOLD = { name: "RunError", message: '"mine" of extension "/mine.ts" fails: no more' };

function fail(): never {
  throw new Error("no more");
}

Deno.test("guardKindRun() tells as the extension's what is thrown at once, in a function, in its members and in a map", () => {
  assert.throws(() => made(fail), TOLD);
  assert.throws(() => made(() => fail)(), TOLD);
  assert.throws(() => made(() => Object.assign(() => 1, { epoch: fail })).epoch(), TOLD);
  assert.throws(() => made(() => ({ at: fail })).at(), TOLD);
});

Deno.test("guardKindRun() tells as the extension's what a promise is rejected with", async () => {
  const read = made(() => ({ read: () => Promise.reject(new Error("no more")) })).read;
  await assert.rejects(read(), (error) => error instanceof RunError && error.message === TOLD.message);
});

Deno.test("guardKindRun() keeps what is told already, values, and members that are no functions", async () => {
  const told = userError("Too short", "write more");
  await assert.rejects(made(() => ({ read: () => Promise.reject(told) })).read(), told);
  const { at, slots } = made(() => ({ at: (step: number) => step + 1, slots: ["velocity"] }));
  assert.deepEqual([at(2), slots], [3, ["velocity"]]);
  const make = made(() => Object.assign((step: number) => step, { epoch: () => 7, size: 2 }));
  assert.deepEqual([make(5), make.epoch(), make.size], [5, 7, 2]);
});

Deno.test('guardKindRun() keeps what a class gives, and "this" in functions', () => {
  class Mine {
    #size = 3;
    at(step: number) {
      return step + this.#size;
    }
  }
  assert.equal(made(() => new Mine()).at(2), 5);
  const counter = {
    size: 4,
    at() {
      return this.size;
    },
  };
  assert.equal(made(() => Object.freeze(counter)).at(), 4);
});

Deno.test("guardKindRun() tells as the extension's what is answered wrongly, late as well", async () => {
  const of = (run: () => unknown, family: "scores" | "schedules" | "formats") =>
    // deno-lint-ignore no-explicit-any
    guardKindRun("/mine.ts", "mine", run, ANSWERS[family]).create({ kind: "mine" }) as any;
  const gives = (problem: string, type: string) => ({
    name: "RunError",
    message: `"mine" of extension "/mine.ts" gives ${problem}`,
    hint: `@walt/walt says what it must give: ${type}`,
  });
  assert.throws(() => of(() => 3, "scores"), gives("3, no Score", "Score"));
  assert.throws(() => of(() => () => "a", "scores")(), gives('"a", no finite number', "Score"));
  const schedule = of(() => ({ at: (step: number) => step / 0, spansTraining: false }), "schedules");
  assert.throws(() => schedule.at(1), gives("Infinity, no finite number", "Schedule"));
  const format = of(() => ({ readHead: async () => await 3, readRows: async () => await {} }), "formats");
  await assert.rejects(format.readHead(), gives("3, no map", "FeatureFormat"));
  assert.deepEqual(await format.readRows(), {});
});
