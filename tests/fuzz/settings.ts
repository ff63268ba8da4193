/** Overrides, `--set path=value`, with values of all magnitudes and YAML of all sorts, up to one training step. */
import fc from "fast-check";
import { loadRecipe } from "../../mod.ts";
import { requireMemory } from "../../pipeline/memory.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { explain } from "../../specs/explain/mod.ts";
import { ENGINES } from "./engines.ts";
import type { Fuzzer } from "./fuzzer.ts";
import { trainOneStep } from "./one_step.ts";
import { requirePlaces } from "./recipes.ts";

/** What is drawn. */
interface Drawn {
  readonly set: readonly string[];
  readonly engine: number;
}

const RECIPE = "recipes/demo.yaml";
const SMALL = [
  "constants.hidden=6",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 1}",
  "data.length={min: 8, max: 20}",
  "training.batch=2",
  "features.sources.rgb.width=5",
  "features.sources.flow.width=3",
];

/** Every value that the demo states or has by default. */
const PATHS = (() => {
  const program = loadRecipe(RECIPE);
  const paths = [...program.origins, ...explain(program).settings].map(({ path }) => path);
  return [...new Set(paths)];
})();

const YAML = (
  "null|~|true|no|[]|{}|[1, 2|{a: b}|{a: {b: {c: 1}}}|*a|&a 1|&a [*a]|!!str 1|!!binary aa|'|\"|''|\"\\u0000\"|0:1:0.1|" +
  "1:0:1|linspace(0,1,1e9)|linspace(0, 1, 3)|classes + 1|classes|hidden * hidden|1/0|- 1|[[1]]|---|# x|a: b: c|" +
  "2026-11-28|0x10|0o7|1_000|.5|5.|+1|1e400|-1e400|.inf|.nan|-0|@|%|`| |\t|[0.1, 0.2]|[1, a]|cas|x|bce(video, labels)|" +
  "sum(cas, C)|relu|none|all|uniform|error|demo|cpu|wasm|tensorflow|../x|/dev/zero|\u202e|\u0000"
).split("|");

const value = fc.oneof(
  fc.constantFrom(...YAML),
  fc.double().map(String),
  fc.integer({ min: -3, max: 40 }).map(String),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -320, max: 320 })).map(([a, e]) => `${a}e${e}`),
  fc.string({ maxLength: 12 }),
  fc.tuple(fc.constantFrom("[", "{a: ", "- ", "(", "-"), fc.integer({ min: 1, max: 200 })).map(([sign, n]) =>
    sign.repeat(n)
  ),
);

const path = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 1, arbitrary: fc.constantFrom(...PATHS).map((each) => each.split(".").slice(0, -1).join(".")) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...PATHS), fc.string({ maxLength: 4 })).map(([a, b]) => a + b),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);

async function check({ set, engine }: Drawn): Promise<string> {
  try {
    const program = loadRecipe(RECIPE, { set: [...SMALL, ...set] });
    explain(program);
    requireMemory(program);
    return await trainOneStep(program, ENGINES[engine % ENGINES.length]!);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.heading !== "Not enough memory") requirePlaces(error);
    renderDiagnostics(error);
    return "refused";
  }
}

/** Tries overrides. */
export const fuzzer: Fuzzer<Drawn> = {
  name: "settings",
  inputs: fc.record({
    set: fc.array(fc.tuple(path, value).map(([at, to]) => `${at}=${to}`), { minLength: 1, maxLength: 3 }),
    engine: fc.nat(2),
  }),
  check,
};
