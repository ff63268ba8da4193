import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse, parseDocument } from "yaml";
import { compileTree } from "../../../specs/compile/mod.ts";
import { formatRecipe } from "../../../specs/editor/format.ts";
import { atomsOf } from "../../../specs/editor/format_atoms.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { ROOT } from "../../shared.ts";

const FOLDER = join(ROOT, "recipes");
const TEXTS = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".yaml")
)
  .sort().map((file) => [file, readFileSync(join(FOLDER, file), "utf8")] as const);

Deno.test("formatRecipe() puts spaces and indentation where they belong, and keeps lines and comments", () => {
  const text = `# top
version:   1


name: x   # c
extends: [ a.yaml,b.yaml ]
constants:   {a: 1,b:   [1,2 ,3], c: {}, d: [ ]}
mining:
      # about s
      s:    { kind: conv1d,in: x,
              filters: 3}
      t: >
          folded text
            more
      u: softmax(a,
         b)
      # last of mining
losses:
    -  a
    -  b: 1
       c: 2
# end

`;
  assert.equal(
    laidOut(text),
    `# top
version: 1

name: x # c
extends: [a.yaml, b.yaml]
constants: { a: 1, b: [1, 2, 3], c: {}, d: [] }
mining:
  # about s
  s: { kind: conv1d, in: x,
          filters: 3 }
  t: >
      folded text
        more
  u: softmax(a,
     b)
  # last of mining
losses:
  - a
  - b: 1
    c: 2
# end
`,
  );
});

Deno.test("formatRecipe() leaves the recipes of the repository as they are", () => {
  assert.ok(TEXTS.length > 60);
  assert.deepEqual(TEXTS.filter(([, text]) => laidOut(text) !== text).map(([file]) => file), []);
});

Deno.test("formatRecipe() says why a text stays as it is: wrong YAML, several documents", () => {
  const mistakes = { refused: "its YAML has mistakes", isTold: true };
  for (const text of ["a: [1", "a:\n\t- b", "a: 1\n b: 2", "a: 1\n---\nb: 2\n"]) {
    assert.deepEqual(formatRecipe(text), mistakes, JSON.stringify(text));
  }
  const directive = "it has YAML that recipes have no use for, such as directives";
  assert.deepEqual(formatRecipe("%YAML 1.2\n---\na:   1\n"), { refused: directive });
});

Deno.test("formatRecipe() lays out whatever else a file may hold", () => {
  for (
    const [text, formatted] of [
      ["", ""],
      ["\n\n#  only this  \n\n\n# and this", "#  only this\n\n# and this\n"],
      ["# top\n---   # start\na:   1\n...\n# after\n", "# top\n--- # start\na: 1\n...\n# after\n"],
      ["a:\t1\t# one\n\t# two\nb:  1\n", "a: 1 # one\n # two\nb: 1\n"],
      ["\ufeffa:   1\n", "\ufeffa: 1\n"],
      ["a:   1\r\n\r\n\r\nb: |\r\n  x\r\n", "a: 1\r\n\r\nb: |\r\n  x\r\n"],
      ["a: |+\n  x\n\n\nb:   1\n", "a: |+\n  x\n\n\nb: 1\n"],
      ["a:   |+\n  x\n\n\n", "a: |+\n  x\n\n\n"],
      ["a:   |\n  x\n\n\nb:   |\n", "a: |\n  x\n\nb: |\n"],
      ["a:   |\n  x  \n      \n\ty\n  z\t\n", undefined],
      [
        "a:\n    b: |\n      x  \n         \n      \n      \ty\n",
        "a:\n  b: |\n    x  \n       \n\n    \ty\n",
      ],
      ["a:\n    - |2\n        x\n       \n", "a:\n  - |2\n      x\n"],
      ["a:   >-\n    x\n      \n    y\n", "a: >-\n    x\n      \n    y\n"],
    ]
  ) assert.equal(laidOut(text!), formatted, JSON.stringify(text));
});

Deno.test("formatRecipe() keeps every value of block texts, with their lines of spaces and tabs", () => {
  const line = fc.stringMatching(/^ {0,4}[a#\t]? {0,3}$/);
  const property = fc.property(
    fc.constantFrom("|", ">"),
    fc.constantFrom("", "+", "-"),
    fc.constantFrom("", "2"),
    fc.integer({ min: 1, max: 6 }),
    fc.array(line, { minLength: 1, maxLength: 5 }),
    fc.constantFrom("\n", "\r\n"),
    (style, chomping, stated, depth, lines, end) => {
      const outer = " ".repeat(depth);
      const block = lines.map((each) => each === "" ? "" : `${outer}  ${each}`);
      const text = ["a:", `${outer}b:   ${style}${stated}${chomping}`, ...block, `${outer}c:   1`, ""].join(
        end,
      );
      const isRead = parseDocument(text).errors.length === 0;
      const formatted = laidOut(text);
      assert.equal(formatted !== undefined, isRead, JSON.stringify([text, formatRecipe(text)]));
      if (formatted === undefined) return;
      assert.deepEqual(parse(formatted), parse(text), JSON.stringify([text, formatted]));
      assert.match(formatted, /^ {2}c: 1\r?$/m);
      assert.equal(laidOut(formatted), formatted);
    },
  );
  fc.assert(property, { numRuns: 300 });
});

/** A text laid out; undefined where that is refused. */
function laidOut(text: string): string | undefined {
  const answer = formatRecipe(text);
  return "formatted" in answer ? answer.formatted : undefined;
}

/** A text with other spaces where they mean nothing: `draw` gives how many. */
function spaced(text: string, factor: number, draw: () => number): string {
  const atoms = atomsOf(text)!;
  const hasLongScalar = atoms.some(({ source, type }) => type !== "newline" && source.includes("\n"));
  return atoms.map(({ type, source }, i) => {
    const [before, after] = [atoms[i - 1]?.type ?? "newline", atoms[i + 1]?.type];
    if (before === "newline" && type === "space") return hasLongScalar ? source : source.repeat(factor);
    if (type === "newline") return hasLongScalar ? source : " ".repeat(draw()) + source.repeat(1 + draw());
    if (type === "space" && before !== "block-scalar") return source + " ".repeat(draw());
    const isFlow = /^flow-(map|seq)-(start|end)$|^comma$/.test(type);
    return isFlow && after !== "newline" && before !== "newline" ? " ".repeat(draw()) + source : source;
  }).join("");
}

Deno.test("formatRecipe() means the same and changes nothing when done again, however a recipe is spaced", () => {
  const property = fc.property(
    fc.constantFrom(...TEXTS),
    fc.integer({ min: 1, max: 3 }),
    fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
    ([, text], factor, draws) => {
      const other = spaced(text, factor, () => draws.next().value);
      const formatted = laidOut(other);
      assert.ok(formatted !== undefined, other);
      assert.deepEqual(parse(formatted, { uniqueKeys: false }), parse(text, { uniqueKeys: false }));
      assert.equal(laidOut(formatted), formatted);
      const comments = (of: string) =>
        of.split("\n").flatMap((line) => /(?:^|\s)#.*/.exec(line)?.[0].trim() ?? []);
      assert.deepEqual(comments(formatted), comments(text));
    },
  );
  fc.assert(property, { numRuns: 60 });
});

Deno.test("formatRecipe() keeps the program that a recipe compiles to", () => {
  const file = join(FOLDER, "cola_thumos.yaml");
  const text = readFileSync(file, "utf8");
  const other = spaced(text, 2, () => 1);
  assert.notEqual(other, text);
  const programOf = (main: string) => {
    const read = (path: string) => path === file ? main : readFileSync(path, "utf8");
    const { resolved, nodes, recipe } = compileTree(loadTree(file, { read }));
    return { resolved, nodes, recipe };
  };
  assert.deepEqual(programOf(laidOut(other)!), programOf(text));
});
