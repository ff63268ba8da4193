import assert from "node:assert/strict";
import { strToU8, zipSync } from "fflate";
import { opened, refusal } from "./opened.ts";

const archive = (db: string) => zipSync({ project: strToU8("!project\n"), db: strToU8(db) });

const DB = `#4
trial\\-1 (MATRIX,true,a comment)-kind|NOMINAL,note|NOMINAL
00:00:00:100,01:00:02:500,(jump\\, high,(so\\\\)\\
far)
pose (NOMINAL,true,)
00:00:01:000,00:00:02:000,stand
`;

Deno.test("Layout datavyu reads the values of a code, or the names of columns", async () => {
  const files = { "v.opf": archive(DB) };
  assert.deepEqual(await opened(files, "{ kind: datavyu, code: kind }"), {
    v: [["jump, high", 0.1, 3602.5], ["stand", 1, 2]],
  });
  assert.deepEqual(await opened(files, "{ kind: datavyu, label: column }"), {
    v: [["trial-1", 0.1, 3602.5], ["pose", 1, 2]],
  });
  assert.deepEqual(await opened(files, "{ kind: datavyu, columns: [pose] }"), { v: [["stand", 1, 2]] });
  assert.deepEqual(await opened({ "v.opf": archive("#4\na (MATRIX,true,)-label|NOMINAL\n") }), { v: [] });
});

Deno.test("Layout datavyu says where in the archive it cannot read", async () => {
  const text = await refusal({ "v.opf": archive(`${DB}nonsense\n`) });
  assert.match(
    text,
    /Column "trial-1" has no code "label", whose value is the class; its codes are kind, note\n +--> ROOT\/v\.opf\/db:2:1/,
  );
  assert.match(text, /\{ kind: datavyu, code: kind \}/);
  assert.match(text, /A line is neither a column nor a cell\n +--> ROOT\/v\.opf\/db:7:1/);
  assert.match(
    await refusal({ "v.opf": archive(DB.replace("jump\\, high", "")) }, "{ kind: datavyu, code: kind }"),
    /A cell of column "trial-1" has no value[^]*db:3:1/,
  );
  assert.match(
    await refusal({ "v.opf": archive(DB) }, "{ kind: datavyu, columns: [a] }"),
    /no column "a"[^]*"pose"/,
  );
  assert.match(
    await refusal({
      "v.opf": archive("#4\na (MATRIX,true,)-label|NOMINAL\n00:00:02:000,00:00:01:000,(x)\n"),
    }),
    /Segment of "x" in video "v" must end after its start: current value is \[2, 1\]\n +--> ROOT\/v\.opf\/db:3:1/,
  );
  for (const broken of [archive(DB).slice(0, 80), strToU8("#4\n"), zipSync({ other: strToU8("a") })]) {
    assert.match(
      await refusal({ "v.opf": broken }),
      /Cannot read "ROOT\/v\.opf": it is damaged, or no file of this kind/,
    );
  }
});
