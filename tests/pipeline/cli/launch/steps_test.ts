import assert from "node:assert/strict";
import { LaunchMistake } from "../../../../pipeline/cli/launch/mistake.ts";
import { type LaunchStep, launchSteps } from "../../../../pipeline/cli/launch/steps.ts";

const PLACE = { root: "/walt", cwd: "/here", cache: "/cache/walt", isThere: () => false };

const steps = (line: string, place = PLACE) => launchSteps(line.split(" "), place);
/** What a call may do, and what it is told. */
const shown = ({ args }: LaunchStep) =>
  args.filter((each) => /^-P|^--allow/.test(each)).concat(args.slice(args.indexOf("--as-walt") + 1)).join(
    " ",
  );

Deno.test("A verb that computes has the engine fetched first, into walt's cache alone", () => {
  assert.deepEqual(steps("run demo").map(shown), [
    '-P=engine --allow-write=/cache/walt engine --quiet-if-ready --for ["run","demo"]',
    "-P=run --allow-write=/here/runs run demo",
  ]);
  assert.deepEqual(steps("check demo").map(shown), ["-P=check check demo"]);
});

Deno.test("run may write in the folders that it is told to", () => {
  const written = (line: string) => shown(steps(line).at(-1)!).split(" ")[1];
  assert.equal(written("run demo --out a"), "--allow-write=/here/runs,/here/a");
  assert.equal(written("run --resume=/b/demo-1-s0"), "--allow-write=/here/runs,/b/demo-1-s0");
  assert.equal(written("run demo --set a=--out"), "--allow-write=/here/runs");
  assert.throws(() => steps("run demo --out a,b"), /"\/here\/a,b": its path has a comma/);
  const odd = { ...PLACE, cwd: "/a,b" };
  assert.equal(shown(steps("run demo --out ../c", odd).at(-1)!).split(" ")[1], "--allow-write=/c");
  assert.throws(
    () => steps("run demo", odd),
    (error) =>
      error instanceof LaunchMistake && /"\/a,b\/runs"/.test(error.message) && /--out/.test(error.remedy),
  );
});

Deno.test("Packages of films are fetched where a verb needs them and they are not there", () => {
  const fetched = (line: string, place = PLACE) =>
    steps(line, place).filter(({ args }) => args[0] === "install").map(({ cwd }) => cwd);
  assert.deepEqual(fetched("video draw films"), ["/walt/runtimes/films"]);
  assert.deepEqual(fetched("video draw films", { ...PLACE, isThere: () => true }), []);
  for (const verb of ["cut", "export"]) assert.equal(steps(`video ${verb} runs/a`).length, 1);
  assert.deepEqual(fetched("onnx"), ["/walt/runtimes/onnx"]);
});
