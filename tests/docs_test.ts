/** Runs every command of the README and the guide in a copy of the checkout. */
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { readEncoder } from "../specs/encoder/read.ts";
import { readGrid } from "../specs/sweep/read.ts";
import { npyBytes } from "./npy.ts";
import { compileSmall } from "./specs/compile/small.ts";
import { makeRun } from "./pipeline/comparison/run_folders.ts";
import { hasFilmPackages } from "../pipeline/kinds/encoders/film_packages.ts";
import { testServed } from "./docs_served.ts";
import { needs } from "./needs.ts";
import { FFMPEG, ffmpeg, H264 } from "./pipeline/films/films.ts";
import { ROOT } from "./shared.ts";
import { temporaryFolder } from "./temporary.ts";
import { PAGES, SKIPPED } from "./docs_pages.ts";

function blocks(page: string, language: string): string[] {
  const text = Deno.readTextFileSync(join(ROOT, page));
  return [...text.matchAll(new RegExp("^```" + language + "\\n([^]*?)^```", "gm"))].map((match) => match[1]!);
}

/** A checkout in a new folder, with the data set and the recipe that the guide describes. */
function copyCheckout(): string {
  const copy = temporaryFolder();
  for (
    const part of [
      "deno.json",
      "deno.lock",
      "walt.ts",
      "specs",
      "pipeline",
      "recipes",
      "sweeps",
      "tests/fixtures",
      "tests/parity",
    ]
  ) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  Deno.symlinkSync(join(ROOT, "runtimes"), join(copy, "runtimes"));
  const recipe = blocks("docs/your_own_features.md", "yaml").find((text) => text.includes("name: my_data"))!;
  Deno.writeTextFileSync(join(copy, "recipes", "my_data.yaml"), recipe);
  writeOwnData(join(copy, "my_data"));
  return copy;
}

/** Runs such as those of the ablation that the page about comparisons shows, which takes minutes. */
async function writeAblation(folder: string): Promise<void> {
  const variants = { action_alone: [], both: ["training.steps=7"] };
  const runs = [];
  for (const [variant, set] of Object.entries(variants)) {
    for (const seed of [0, 1, 2]) {
      const finds = (video: number) => video < 8 + seed + 4 * set.length;
      const run = await makeRun(folder, { seed, set, finds });
      runs.push({ variant, seed, run: basename(run) });
    }
  }
  Deno.writeTextFileSync(
    join(folder, "sweep.json"),
    JSON.stringify({ kind: "walt.sweep", version: 1, runs }),
  );
}

/** The films that the page about films names in its table. */
async function drawFilms(folder: string): Promise<void> {
  Deno.mkdirSync(folder);
  for (const line of blocks("docs/films.md", "csv")[0]!.trim().split("\n").slice(1)) {
    const [video, , , seconds] = line.split(",");
    const picture = `testsrc2=s=64x48:r=30:d=${seconds}`;
    await ffmpeg("-f", "lavfi", "-i", picture, ...H264, join(folder, `${video}.mp4`));
  }
}

/** Videos of two classes whose middle third shows the class in its features. */
function writeOwnData(folder: string): void {
  const database: Record<string, unknown> = {};
  for (const [split, count] of [["train", 8], ["test", 4]] as const) {
    const ids = Array.from({ length: count }, (_, i) => `${split}_${i}`);
    Deno.mkdirSync(join(folder, "features", split, "rgb"), { recursive: true });
    Deno.writeTextFileSync(join(folder, `split_${split}.txt`), ids.join("\n") + "\n");
    ids.forEach((id, i) => {
      const inside = (row: number) => row >= 20 && row < 40;
      const signal = (cell: number) => inside(Math.floor(cell / 512)) && cell % 2 === i % 2 ? 1 : 0;
      const bytes = npyBytes(60, 512, (cell) => signal(cell) + 0.3 * Math.sin(cell * (i + 1)));
      Deno.writeFileSync(join(folder, "features", split, "rgb", `${id}.npy`), bytes);
      const annotations = [{ label: i % 2 ? "walk" : "jump", segment: [20 * 0.64, 40 * 0.64] }];
      database[id] = { subset: split, annotations };
    });
  }
  Deno.writeTextFileSync(join(folder, "gt.json"), JSON.stringify({ database }));
}

/** The folder of a command `walt` such as `deno install` makes. */
function installWalt(): string {
  const folder = join(copy, ".bin");
  const script = `#!/bin/sh\nexec deno run -q -A ${join(copy, "walt.ts")} "$@"\n`;
  Deno.mkdirSync(folder, { recursive: true });
  Deno.writeTextFileSync(join(folder, "walt"), script, { mode: 0o755 });
  return folder;
}

const copy = copyCheckout();
await writeAblation(join(copy, "runs", "ablation"));
if (FFMPEG) await drawFilms(join(copy, "my_films"));
const averages = new Map<string, number>();
/** What commands print. */
const printed = new Map<string, string>();
const done = new Set(SKIPPED);
/** What the guide calls RUN: the folder that the last run printed. */
let lastRun = "";

for (const page of PAGES) {
  const commands = blocks(page, "sh").flatMap((block) => block.trim().split("\n"));
  const isServed = page === "docs/serve.md";
  if (isServed) testServed(page, copy, () => commands.map((each) => each.replace(/\bRUN\b/, lastRun)));
  for (const command of commands) {
    if (isServed || done.has(command)) continue;
    done.add(command);
    const [lacks, found] = FFMPEG ? ["the packages of films", hasFilmPackages()] : ["ffmpeg", false];
    Deno.test({
      ...needs(lacks, page !== "docs/films.md" || found, `${page}: ${command}`),
      async fn() {
        const { code, stdout, stderr } = await new Deno.Command("sh", {
          args: ["-c", command.replace(/\bRUN\b/, lastRun)],
          cwd: copy,
          env: { NO_COLOR: "1", INIT_CWD: copy, PATH: `${installWalt()}:${Deno.env.get("PATH")}` },
        }).output();
        const text = new TextDecoder().decode(stdout);
        printed.set(command, text);
        assert.equal(code, 0, text + new TextDecoder().decode(stderr));
        const [, films] = /^deno task video features .*--out (\S+)/.exec(command) ?? [];
        // As somebody who has filled the table in.
        if (films !== undefined) {
          Deno.writeTextFileSync(join(copy, films, "labels.csv"), blocks("docs/films.md", "csv")[0]!);
        }
        lastRun = /^report +(\S+)\/report\.html$/m.exec(text)?.[1] ?? lastRun;
        const headline = /average mAP \S+ +(\S+) {2}\(headline\)/.exec(text);
        if (headline) averages.set(command, Number(headline[1]));
      },
    });
  }
}

Deno.test("the guide's variant has the effect that the guide states", () => {
  const contrast = averages.get("deno task run recipes/demo.yaml")!;
  const alone = averages.get("deno task run recipes/ablations/demo_action_only.yaml")!;
  const [, stated, statedAlone] = /\*\*([\d.]+)\*\* with contrast, \*\*([\d.]+)\*\* without/
    .exec(Deno.readTextFileSync(join(ROOT, "docs/write_a_recipe.md")))!;
  assert.ok(Math.abs(contrast - Number(stated)) < 3, `${contrast} instead of ${stated}`);
  assert.ok(Math.abs(alone - Number(statedAlone)) < 3, `${alone} instead of ${statedAlone}`);
  assert.ok(contrast > alone + 3);
});

Deno.test("docs/mining.md states what the demo prints of its mining error", () => {
  const page = Deno.readTextFileSync(join(ROOT, "docs/mining.md"));
  const rows = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map((row) => row.slice(1).map(Number));
  const [stated] = page.split("| SHREC'21 |");
  const table = rows(stated!, /^\| (?:hard|easy|its).*? \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm);
  const text = printed.get("deno task run recipes/demo.yaml")!;
  const found = rows(text, /^(?:hard_|easy_| {2}distance).*? {2}([\d.]+) +([\d.]+) +([\d.]+)$/gm);
  // The distances of easy snippets are not in the table.
  const shown = found.filter((_, i) => i !== 5 && i !== 7);
  assert.deepEqual([table.length, shown.length], [6, 6]);
  table.flat().forEach((value, i) =>
    assert.ok(Math.abs(value - shown.flat()[i]!) < 3, `${value} in ${text}`)
  );
});

Deno.test("the guide's own recipe tells editors its schema, as those in recipes/ do", () => {
  const text = Deno.readTextFileSync(join(copy, "recipes", "my_data.yaml"));
  assert.ok(text.startsWith("# yaml-language-server: $schema=../specs/recipe.schema.json\n"), text);
});

Deno.test("the guide's own data are localized", () => {
  assert.ok(averages.get("deno task run recipes/my_data.yaml")! > 50);
});

for (const page of ["docs/formats.md", "docs/times.md"]) {
  const rows = [...Deno.readTextFileSync(join(ROOT, page)).matchAll(/^\|.*\| `([^`]+)` \|$/gm)];

  Deno.test(`${page}: what is to be written compiles, ${rows.length} rows`, () => {
    assert.ok(rows.length >= 6);
    for (const [, keys] of rows) {
      const width = keys!.includes("width") ? "" : ", width: 2";
      const source = `features: { sources: { rgb: { ${keys}${width} } } }`;
      assert.doesNotThrow(() => compileSmall(source), source);
    }
  });
}

Deno.test("docs/films.md shows descriptions of encoders that can be read", () => {
  const descriptions = blocks("docs/films.md", "yaml");
  assert.equal(descriptions.length, 2);
  for (const text of descriptions) assert.equal(readEncoder("encoder.yaml", text).version, 1);
});

Deno.test("docs/exchange.md shows a section that a recipe may have", () => {
  const [section, ...others] = blocks("docs/exchange.md", "yaml");
  assert.deepEqual(others, []);
  assert.doesNotThrow(() => compileSmall(section!));
});

Deno.test("docs/experiments.md shows grids that can be read", () => {
  const grids = blocks("docs/experiments.md", "yaml");
  assert.ok(grids.length > 0);
  for (const text of grids) assert.ok(readGrid("grid.yaml", text).variants.length > 1);
});

Deno.test("docs/mix_methods.md shows lines of the hybrids as they are", () => {
  const written = new Set(
    [...Deno.readDirSync(join(ROOT, "recipes", "hybrids"))].filter(({ isFile }) => isFile).flatMap((
      { name },
    ) => Deno.readTextFileSync(join(ROOT, "recipes", "hybrids", name)).split("\n").map(bare)),
  );
  const shown = blocks("docs/mix_methods.md", "yaml").slice(1).join("").split("\n").map(bare);
  assert.ok(shown.length > 20);
  assert.deepEqual(shown.filter((line) => line !== "" && !written.has(line)), []);
});

/** A line without its indentation and its comment. */
function bare(line: string): string {
  return line.replace(/ #.*/, "").trim();
}
