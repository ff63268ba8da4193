import assert from "node:assert/strict";
import config from "../../../../deno.json" with { type: "json" };
import { launchSteps } from "../../../../pipeline/cli/launch/steps.ts";
import { CHECKOUT_TASKS, needsOf, VERB_NEEDS } from "../../../../pipeline/cli/launch/verbs.ts";

/** What the tasks that are verbs need, as their commands say it. */
const TASKS = Object.entries(config.tasks).flatMap(([name, { command }]) => {
  const [, permissions] = / -P=(\w+) .*pipeline\/cli\/(?:main|engine_first)\.ts \w+$/.exec(command) ?? [];
  if (permissions === undefined) return [];
  const needs = (task: string) => command.includes(`deno task -q ${task}`);
  return ["bench", "parity", "playground"].includes(name)
    ? []
    : [[name, { permissions, engine: needs("engine"), films: needs("films") }] as const];
});

Deno.test("walt starts every verb with the permissions of its task, and fetches what the task does", () => {
  assert.ok(TASKS.length > 15);
  const needs = (verb: string) => ({ engine: false, films: false, ...needsOf(verb.split(" ")) });
  for (const [name, wanted] of TASKS) {
    assert.deepEqual(needs(name === "video" ? "video watch" : name), wanted, name);
  }
  const verbs = new Set(Object.keys(VERB_NEEDS).map((name) => name.split(" ")[0]));
  assert.deepEqual([...verbs].sort(), [...TASKS.map(([name]) => name), "completions"].sort());
});

Deno.test("Every task is a verb, or is named as one of a checkout", () => {
  const verbs = Object.keys(VERB_NEEDS).map((name) => name.split(" ")[0]!);
  const others = Object.keys(config.tasks).filter((name) => !verbs.includes(name));
  assert.deepEqual(others.sort(), [...CHECKOUT_TASKS, "films", "onnx"].sort());
  const place = { root: "/walt", cwd: "/here", cache: undefined, isThere: () => false };
  assert.throws(() => launchSteps(["playground"], place), /a task of a checkout/);
});

Deno.test("Help and what is no verb may read alone, and fetch nothing", () => {
  for (const words of [[], ["runn"], ["--version"], ["run", "--help"], ["video", "watch", "-h"]]) {
    assert.deepEqual(needsOf(words), { permissions: "check" });
  }
});
