/** No circles of files, and imports that go down the list of rooms in docs/how_it_works.md. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./temporary.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What each file imports, of types too; files by their path from the root. */
type Imports = ReadonlyMap<string, readonly string[]>;

interface ModuleGraph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly Partial<Record<"code" | "type", { readonly specifier?: string }>>[];
  }[];
}

/** What the files of `folders` below `root` import, as Deno itself sees it. */
async function importsOf(root: string, folders: readonly string[]): Promise<Imports> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
  ).sort();
  const entry = join(temporaryFolder(), "all.ts");
  writeFileSync(entry, files.map((file) => `import ${JSON.stringify(file)};\n`).join(""));
  const command = new Deno.Command(Deno.execPath(), { args: ["info", "--json", entry], cwd: root });
  const { code, stdout, stderr } = await command.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as ModuleGraph;
  const relative = (specifier = "") =>
    specifier.startsWith("file:") ? fileURLToPath(specifier).slice(join(root, "/").length) : "";
  const known = new Set(files.map((file) => file.slice(join(root, "/").length)));
  return new Map(
    modules.filter(({ specifier }) => known.has(relative(specifier))).map((
      { specifier, dependencies = [] },
    ) => [
      relative(specifier),
      dependencies.flatMap(({ code, type }) => [relative(code?.specifier), relative(type?.specifier)])
        .filter((file) => known.has(file)),
    ]),
  );
}

/** The files that import each other, directly or through others (Tarjan's strongly connected components). */
function circlesOf(imports: Imports): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  function visit(file: string): number {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      const reached = !order.has(next) ? visit(next) : stack.includes(next) ? order.get(next)! : Infinity;
      lowest.set(file, Math.min(lowest.get(file)!, reached));
    }
    if (lowest.get(file) === order.get(file)) {
      const circle = stack.splice(stack.indexOf(file)).sort();
      if (circle.length > 1 || imports.get(file)!.includes(file)) circles.push(circle);
    }
    return lowest.get(file)!;
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles.sort(([a], [b]) => a! < b! ? -1 : 1);
}

type Part = "pipeline" | "specs";

/** The folder of a file in a part, or its own name where it is in none; another part counts as one folder. */
function roomOf(file: string, of: Part): string {
  const [part, room] = file.split("/");
  return part === of ? room!.replace(/\.ts$/, "") : part!;
}

/** The rooms by floor, and the imports that may go up, as a page says them. */
interface Rooms {
  readonly floors: ReadonlyMap<string, number>;
  readonly up: readonly string[];
}

/** The folders of a part; a page without a block of imports that go up allows none. */
function roomsOf(page: string, part: Part): Rooms {
  const block = (name: string) =>
    new RegExp(`\`\`\`${name}-${part}\n([^\`]*)\n\`\`\``).exec(page)?.[1]?.split("\n");
  const floors = block("rooms")!.flatMap((line, floor) =>
    line.split(/ +/).map((room) => [room, floor] as const)
  );
  return { floors: new Map(floors), up: block("rooms-up") ?? [] };
}

/** Imports that go up or sideways without leave, and leave that nothing uses. */
function wrongImports(imports: Imports, { floors, up }: Rooms, part: Part): string[] {
  const used = new Set<string>();
  const wrong: string[] = [];
  for (const [file, targets] of imports) {
    for (const target of targets) {
      const [from, to] = [roomOf(file, part), roomOf(target, part)];
      if (from === to || floors.get(from)! < floors.get(to)!) continue;
      const leave = up.find((each) => each === `${from} -> ${target.replace(`${part}/`, "")}`);
      if (leave) used.add(leave);
      else wrong.push(`${file} imports ${target}`);
    }
  }
  return [...wrong, ...up.filter((leave) => !used.has(leave)).map((leave) => `Not used: ${leave}`)];
}

const IMPORTS = await importsOf(ROOT, ["specs", "pipeline"]);

Deno.test("No files of specs/ and pipeline/ import each other in a circle", () => {
  assert.ok(IMPORTS.get("pipeline/cli/main.ts")!.includes("pipeline/cli/run.ts"));
  assert.ok(
    IMPORTS.get("pipeline/data/open_dataset.ts")!.includes("pipeline/data/dataset.ts"),
    "types count",
  );
  assert.deepEqual(circlesOf(IMPORTS), []);
});

Deno.test("Imports go down the rooms that docs/how_it_works.md lists", () => {
  const page = readFileSync(join(ROOT, "docs/how_it_works.md"), "utf8");
  const ofSpecs = new Map([...IMPORTS].filter(([file]) => file.startsWith("specs/")));
  for (const [part, imports] of [["pipeline", IMPORTS], ["specs", ofSpecs]] as const) {
    const rooms = roomsOf(page, part);
    const found = new Set([...imports.keys()].map((file) => roomOf(file, part)));
    assert.deepEqual([...rooms.floors.keys()].sort(), [...found].sort(), "every room stands in the list");
    assert.deepEqual(wrongImports(imports, rooms, part), []);
  }
});

Deno.test("circlesOf() finds circles of one, two and three files", () => {
  const imports = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["a"]],
    ["d", ["e", "e"]],
    ["e", ["d"]],
    ["f", ["f", "a"]],
    ["g", ["a", "f"]],
  ]);
  assert.deepEqual(circlesOf(imports), [["a", "b", "c"], ["d", "e"], ["f"]]);
});

Deno.test("wrongImports() names imports that go up or sideways, and leave that is not used", () => {
  const rooms = roomsOf(
    "```rooms-pipeline\ncli  api\ngraph\nkinds\nspecs\n```\n" +
      "```rooms-up-pipeline\nkinds -> graph/call.ts\nkinds -> api\n```",
    "pipeline",
  );
  const imports = new Map([
    ["pipeline/cli/main.ts", ["specs/a.ts", "pipeline/api.ts", "pipeline/cli/run.ts"]],
    ["pipeline/kinds/x.ts", ["pipeline/graph/call.ts", "pipeline/graph/model.ts"]],
    ["specs/a.ts", ["pipeline/kinds/x.ts"]],
  ]);
  assert.deepEqual(wrongImports(imports, rooms, "pipeline"), [
    "pipeline/cli/main.ts imports pipeline/api.ts",
    "pipeline/kinds/x.ts imports pipeline/graph/model.ts",
    "specs/a.ts imports pipeline/kinds/x.ts",
    "Not used: kinds -> api",
  ]);
});

Deno.test("wrongImports() looks at the rooms within specs/", () => {
  const rooms = roomsOf("```rooms-specs\ncompile\nprogram  load\ntypes\n```", "specs");
  const imports = new Map([
    ["specs/compile/mod.ts", ["specs/program.ts", "specs/compile/scope.ts"]],
    ["specs/program.ts", ["specs/types.ts", "specs/load/mod.ts"]],
    ["specs/types.ts", ["specs/compile/mod.ts"]],
  ]);
  assert.deepEqual(wrongImports(imports, rooms, "specs"), [
    "specs/program.ts imports specs/load/mod.ts",
    "specs/types.ts imports specs/compile/mod.ts",
  ]);
});
