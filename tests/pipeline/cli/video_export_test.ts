import assert from "node:assert/strict";
import { join } from "node:path";
import { readAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { main } from "../../../pipeline/cli/main.ts";
import { inFolder } from "../../temporary.ts";
import { printedBy } from "./printed.ts";
import { task } from "./process.ts";

const RESULTS = {
  v1: [
    { label: "jump", score: 0.9, segment: [1.2, 3.4] },
    { label: "walk", score: 0.5, segment: [2, 6.7894] },
    { label: "walk", score: 0.8, segment: [6.8, 8] },
    { label: "walk", score: 0.7, segment: [9, 9.05] },
  ],
  "day 2/v2": [],
  v3: [{ label: "jump", score: 0.5, segment: [-0.2, 1] }],
};

/** Runs `video export` on predictions of three videos. */
async function exported(folder: string, ...words: readonly string[]) {
  const file = join(folder, "found.json");
  await Deno.writeTextFile(file, JSON.stringify({ results: RESULTS }));
  return await printedBy(() => main(["video", "export", file, "--out", join(folder, "coded"), ...words]));
}

Deno.test("video export writes a file for each video, which data convert reads", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "found.json");
    await Deno.writeTextFile(file, JSON.stringify({ results: RESULTS }));
    const out = join(folder, "coded");
    const words = ["video", "export", file, "--to", "elan", "--out", out];
    const { code, stdout, stderr } = await task([...words, "--merge-gap", "0.1", "--min-duration", "0.1"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /coded" is ready: 3 \.eaf files\n$/);
    assert.match(
      stderr,
      /^segments 3 of 5 predictions in 3 videos: 1 merged into others, 1 dropped as too short$/m,
    );
    assert.match(stderr, /^warning: 1 prediction began before 0, and now at 0$/m);
    assert.match(stderr, /^note +1 video without a segment$/m);
    const converted = await task(["data", "convert", out, "--out", join(folder, "gt.json")]);
    assert.equal(converted.code, 0, converted.stderr);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(join(folder, "gt.json"))).database, {
      v1: {
        annotations: [{ label: "jump", segment: [1.2, 3.4] }, { label: "walk", segment: [2, 8] }],
      },
      "day 2/v2": { annotations: [] },
      v3: { annotations: [{ label: "jump", segment: [0, 1] }] },
    });
  });
});

Deno.test("video export writes the videos of a list alone, and what is best of them", async () => {
  await inFolder(async (folder) => {
    const list = join(folder, "list.txt");
    await Deno.writeTextFile(list, "v1\n");
    const { code, out, err } = await exported(folder, "--to", "elan", "--videos", list, "--top", "1");
    assert.equal(code, 0, err.join("\n"));
    assert.match(out.at(-1)!, /1 \.eaf file$/);
    const { database } = await readAnnotations(join(folder, "coded"));
    assert.deepEqual([...database].map(([id, { labels }]) => [id, labels.map(({ label }) => label)]), [
      ["v1", ["jump"]],
    ]);
    await Deno.remove(join(folder, "coded"), { recursive: true });
    await Deno.writeTextFile(list, "v1\nv4\n");
    const unknown = await exported(folder, "--to", "elan", "--videos", list);
    assert.equal(unknown.code, 2);
    assert.match(
      unknown.err.join("\n"),
      /says nothing about video "v4"\n --> .*list\.txt:2:1\n[^]*one of: v1, v3/,
    );
  });
});

Deno.test("video export names the films that it finds, and tells of those that it does not", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "films", "day 2"), { recursive: true });
    for (const name of ["v1.MP4", "day 2/v2.mov", "v3.txt"]) {
      await Deno.writeTextFile(join(folder, "films", name), "");
    }
    const { code, err } = await exported(folder, "--to", "elan", "--media", join(folder, "films"));
    assert.equal(code, 0, err.join("\n"));
    assert.match(err.join("\n"), /^warning: no film of 1 video in ".*films": "v3"$/m);
    const text = await Deno.readTextFile(join(folder, "coded/day 2/v2.eaf"));
    const url = `file://${join(folder, "films").split("/").map(encodeURIComponent).join("/")}/day%202/v2.mov`;
    assert.ok(text.includes(`MEDIA_URL="${url}" MIME_TYPE="video/quicktime"`), text);
    assert.match(await Deno.readTextFile(join(folder, "coded/v1.eaf")), /MIME_TYPE="video\/mp4"/);
    const { database } = await readAnnotations(join(folder, "coded"));
    assert.deepEqual([...database.keys()].sort(), ["day 2/v2", "v1", "v3"]);
  });
});

Deno.test("video export refuses what it cannot write before it writes anything", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "odd.json");
    const results = {
      "../v": [{ label: "a\nb", score: 1, segment: [0, 1] }],
      w: [{ label: " c", score: 1, segment: [0, 1] }],
    };
    await Deno.writeTextFile(file, JSON.stringify({ results }));
    const run = (...words: readonly string[]) =>
      printedBy(() =>
        main(["video", "export", file, "--to", "elan", "--out", join(folder, "coded"), ...words])
      );
    const odd = await run();
    assert.equal(odd.code, 2);
    const text = odd.err.join("\n");
    assert.match(text, /Label "a\\nb" has a line break or a control character, which the files do not hold/);
    assert.match(text, /Label " c" begins or ends with a space/);
    assert.match(text, /Video "\.\.\/v" has a name that no file has/);
    assert.match(
      (await run("--fps", "25")).err.join("\n"),
      /counts milliseconds, not frames\n.*leave --fps out/,
    );
    await Deno.writeTextFile(file, JSON.stringify({ results: { v: [{ score: 1, segment: [0, 1] }] } }));
    assert.match((await run()).err.join("\n"), /has a label in words\n.*add --labels FILE/);
    await assert.rejects(Deno.stat(join(folder, "coded")));
    assert.equal(
      (await printedBy(() => main(["video", "export", folder, "--to", "elan", "--out", "x"]))).code,
      2,
    );
  });
});

Deno.test("video export asks for the frame rate where a form counts frames, and writes what goes with its files", async () => {
  await inFolder(async (folder) => {
    const without = await exported(folder, "--to", "label-studio");
    assert.equal(without.code, 2);
    assert.match(without.err.join("\n"), /counts frames, and nothing says how many a second has\n.*--fps 25/);
    const { code, out, err } = await exported(folder, "--to", "label-studio", "--fps", "25");
    assert.equal(code, 0, err.join("\n"));
    assert.match(out.join("\n"), /labeling_interface\.xml\n.*1 \.json file$/);
    const [task] = JSON.parse(await Deno.readTextFile(join(folder, "coded/found.json")));
    assert.deepEqual(task.predictions[0].result[0].value.ranges, [{ start: 31, end: 85 }]);
    assert.match(
      await Deno.readTextFile(join(folder, "coded/labeling_interface.xml")),
      /<Label value="jump"\/>/,
    );
  });
});

Deno.test("video export refuses a time for which a form has no digits", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "late.json");
    const results = { v: [{ label: "a", score: 1, segment: [1, 360000] }] };
    await Deno.writeTextFile(file, JSON.stringify({ results }));
    const run = (to: string) =>
      printedBy(() => main(["video", "export", file, "--to", to, "--out", join(folder, to)]));
    const late = await run("datavyu");
    assert.equal(late.code, 2);
    assert.match(late.err.join("\n"), /A segment of "v" ends after 100 hours[^]*choose another --to/);
    assert.equal((await run("vtt")).code, 0);
  });
});
