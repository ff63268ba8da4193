import assert from "node:assert/strict";
import { join } from "node:path";
import { readAmbiguous } from "../../../pipeline/annotations/ambiguous_list.ts";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";

function write(text: string): string {
  const file = join(temporaryFolder(), "ambiguous.txt");
  Deno.writeTextFileSync(file, text);
  return file;
}

Deno.test("readAmbiguous() reads an interval a line, one or more spaces between", async () => {
  const file = write("video_1  1.5 3\n\nvideo_2 0 2.25\r\nvideo_1 7 9\n");
  const { intervals } = await readAmbiguous(file);
  assert.deepEqual([...intervals], [
    ["video_1", [{ start: 1.5, end: 3 }, { start: 7, end: 9 }]],
    ["video_2", [{ start: 0, end: 2.25 }]],
  ]);
});

async function told(text: string): Promise<string> {
  const file = write(text);
  const error = await readAmbiguous(file).then(() => undefined, (error) => error);
  assert.ok(error instanceof UserError);
  return renderDiagnostics(error).replaceAll(file, "list.txt");
}

Deno.test("readAmbiguous() shows the lines that are no intervals", async () => {
  assert.equal(
    await told("video_1 1 2\nvideo_1 3\nvideo_2 5 4\n"),
    `Cannot use the ambiguous intervals of "list.txt": 2 problems

error: Cannot read the interval "video_1 3"
 --> list.txt:2:1
  |
2 | video_1 3
  | ^^^^^^^^^ expected one interval per line: video start end, in seconds

error: An interval of "video_2" must end after its start: current value is [5, 4]
 --> list.txt:3:1
  |
3 | video_2 5 4
  | ^^^^^^^^^^^ expected one interval per line: video start end, in seconds`,
  );
  assert.match(await told("\n"), /"list.txt" lists no interval/);
  assert.match(await told("video 0 1e999\n"), /Cannot read the interval "video 0 1e999"/);
});
