import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { inspectTree } from "../../../specs/compile/mod.ts";
import { fixAt } from "../../../specs/editor/fixes.ts";
import { emptyOutlook } from "../../../specs/editor/outlook.ts";
import { VOCABULARY } from "../../../specs/kinds/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { ROOT } from "../../shared.ts";
import { readText } from "../recipes.ts";

const FOLDER = "tests/golden/errors";
const BASE = readText("tests/golden/base.yaml");

/** Ranges, which are no words, and keys that stand there already. */
const UNFIXED = [
  "keep.yaml:6:17",
  "keep_thresholds.yaml:5:27",
  "misspelt_required.yaml:5:1",
  "report.yaml:13:5",
];

/** What the hints of a golden recipe say is meant, and what is offered to put there. */
function fixesOf(name: string): { place: string; meant: string; offered: string | undefined }[] {
  const { files, set, expected } = parse(readText(join(FOLDER, name))) as {
    files: Record<string, string | null>;
    set?: string[];
    expected: string;
  };
  const [file] = Object.keys(files) as [string];
  const text = files[file]!;
  if (set || !expected.includes("did you mean")) return [];
  let loaded;
  try {
    loaded = loadTree(file, {
      read: (path) => {
        const found = files[path] ?? (path === "base.yaml" ? BASE : undefined);
        if (found === undefined) throw new Error("there is no such file");
        return found;
      },
    });
  } catch {
    return [];
  }
  const inspected = inspectTree(loaded);
  const outlook = { vocabulary: VOCABULARY, loaded, inspected };
  return (inspected.mistakes?.diagnostics ?? []).flatMap(({ place, hint }) => {
    const meant = /^did you mean "([^"]+)"\?/.exec(hint ?? "")?.[1];
    if (meant === undefined || place?.file !== file) return [];
    const start = text.split("\n").slice(0, place.line - 1).join("\n").length + (place.line > 1 ? 1 : 0) +
      place.column - 1;
    const fix = fixAt(text, [start, start + place.length], outlook);
    return [{ place: `${name}:${place.line}:${place.column}`, meant, offered: fix?.name }];
  });
}

Deno.test("fixAt() offers what the hint of every golden message means", () => {
  const all = readdirSync(join(ROOT, FOLDER)).sort().flatMap(fixesOf);
  assert.ok(all.length > 40, `${all.length}`);
  const others = all.filter(({ meant, offered }) => meant !== offered);
  assert.deepEqual(others.map(({ place }) => place), UNFIXED);
});

Deno.test("fixAt() offers nothing where nothing is misspelt, or nothing is known", () => {
  const outlook = emptyOutlook("a.yaml");
  const fix = (text: string, word: string) => {
    const start = text.indexOf(word);
    return fixAt(text, [start, start + word.length], outlook);
  };
  assert.equal(fix("version: 1\ntraining: { steps: 0 }\n", "steps"), undefined);
  assert.equal(fix("version: 1\ntraining: { zzz: 0 }\n", "zzz"), undefined);
  assert.deepEqual(fix("version: 1\ntrianing: { steps: 0 }\n", "trianing"), {
    from: 11,
    to: 19,
    name: "training",
  });
});
