import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import { npyBytes } from "../../npy.ts";
import { inFolder } from "../../temporary.ts";
import { tensorsBytes } from "../kinds/formats/written.ts";
import { task } from "./process.ts";

/** Rows of a video, wider than long. */
function array(rows: number, width: number, i: number): Uint8Array {
  return npyBytes(rows, width, (cell) => Math.sin(cell * (i + 1)));
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await Deno.mkdir(join(path, ".."), { recursive: true });
  await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
}

/** The recipe of a folder passes check, and trains for two steps. */
async function trains(recipe: string, folder: string): Promise<void> {
  const check = await task(["check", recipe]);
  assert.equal(check.code, 0, check.stderr);
  const run = await task(["run", recipe, "--set", "training.steps=2"], { WALT_ENGINE: "cpu" });
  const [, report] = /^report +(\S+)\/report\.html$/m.exec(run.stdout) ?? [];
  if (report !== undefined) await Deno.remove(report, { recursive: true });
  assert.equal(run.code, 0, `${folder}: ${run.stderr}`);
}

Deno.test("data init writes a recipe that trains, of subsets, two sources and durations", async () => {
  await inFolder(async (folder) => {
    const data = join(folder, "my data");
    const database: Record<string, unknown> = {};
    for (const [split, count] of [["train", 6], ["test", 3]] as const) {
      for (let i = 0; i < count; i++) {
        const [id, rows] = [`${split}_${i}`, 20 + i];
        await write(join(data, "i3d", split, "rgb", `${id}.npy`), array(rows, 24, i));
        await write(join(data, "i3d", split, "flow", `${id}.npy`), array(rows, 16, i + 9));
        const annotations = [{ label: i % 2 ? "walk" : "no", segment: [3, 7] }];
        if (split === "test") annotations.push({ label: "Ambiguous", segment: [8, 9] });
        database[`${id}.mp4`] = { subset: split, duration: (rows + 0.4) * 16 / 30, annotations };
      }
    }
    await write(join(data, "gt.json"), JSON.stringify({ database }));
    await write(join(data, "notes.json"), "{}");
    const recipe = join(folder, "own.yaml");
    const made = await task(["data", "init", data, "--out", recipe]);
    assert.equal(made.code, 0, made.stderr);
    assert.match(
      made.stderr,
      /found {4}source rgb: 9 × \[snippets, 24\] at i3d\/\{split\}\/rgb\/\{video\}\.npy/,
    );
    assert.doesNotMatch(made.stderr, /missing/);
    const text = await Deno.readTextFile(recipe);
    assert.match(text, /root: "my data"\n {2}annotations: gt\.json # 9 videos, 9 with labels; 12 segments/);
    assert.match(text, /- "no"\n {4}- walk\n {2}ignore_labels: \[Ambiguous\] # CHECK/);
    assert.match(
      text,
      /a row comes every 0\.54\d+ s, which is stride \/ fps; fps is the usual one, CHECK it/,
    );
    assert.match(text, /flow: # 9 videos\n.*\n {6}width: 16\n {6}fps: 30\n {6}stride: 16\n/);
    await trains(recipe, "subsets");
    const again = await task(["data", "init", data, "--out", recipe]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /is there already: nothing is written over it/);
  });
});

Deno.test("data init prints a recipe that trains, of lists, labels alone and one archive for all videos", async () => {
  await inFolder(async (folder) => {
    const ids = [1, 2, 3, 4].map((i) => `clip-${i}`);
    const arrays = Object.fromEntries(ids.map((id, i) => [`${id}.npy`, array(15 + i, 20, i)]));
    await write(join(folder, "set/swin.npz"), zipSync(arrays));
    await write(
      join(folder, "set/labels.csv"),
      `video,label\n${ids.map((id, i) => `${id},${i % 2 ? "run" : "swim"}\n`).join("")}`,
    );
    await write(join(folder, "set/train_list.txt"), `${ids.slice(0, 3).join("\n")}\n`);
    await write(join(folder, "set/val_list.txt"), `${ids[3]}\n`);
    await write(join(folder, "set/names.txt"), "run\nswim\n");
    const made = await task(["data", "init", join(folder, "set")]);
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stderr, /missing {2}no duration that says how long a row lasts/);
    assert.match(made.stdout, /classes: \{ file: names\.txt, count: 2 \}/);
    assert.match(made.stdout, /train: \{ list: train_list\.txt, folder: train \} # 3 videos/);
    assert.match(made.stdout, /rgb: null\n.*flow: null|flow: null\n.*rgb: null/);
    assert.match(made.stdout, /swin: # 4 videos\n {6}path: swin\.npz\n/);
    const recipe = join(folder, "elsewhere.yaml");
    await Deno.writeTextFile(recipe, made.stdout);
    await trains(recipe, "lists");
    await Deno.writeTextFile(join(folder, "set/train_list.txt"), `${ids.slice(0, 3).join("\n")}\nclip-9\n`);
    const longer = await task(["data", "init", join(folder, "set")]);
    assert.match(
      longer.stderr,
      /missing {2}no annotation of 1 training video, such as "clip-9": annotate them/,
    );
    assert.match(longer.stdout, /missing: leave_out # CHECK: without features 1 video: "clip-9"/);
  });
});

Deno.test("data init says what it could not find, and refuses a folder without features", async () => {
  await inFolder(async (folder) => {
    await write(join(folder, "a.npy"), array(12, 8, 1));
    await write(join(folder, "b.npy"), array(13, 8, 2));
    const bare = await task(["data", "init", folder]);
    assert.equal(bare.code, 0, bare.stderr);
    for (
      const text of [
        /no annotation file: put gt\.json there/,
        /no label of any video/,
        /no training videos: write split_train\.txt/,
        /no test videos: write split_test\.txt/,
      ]
    ) assert.match(bare.stderr, text);
    const recipe = join(folder, "bare.yaml");
    await Deno.writeTextFile(recipe, bare.stdout);
    const check = await task(["check", recipe]);
    assert.equal(check.code, 0, check.stderr);
    await write(join(folder, "films/a.mp4"), "");
    const none = await task(["data", "init", join(folder, "films")]);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /No features in ".*films"\n.*end in \.npy/);
  });
});

Deno.test("data init finds two sources in one file of groups, and asks for lists where nothing says the splits", async () => {
  await inFolder(async (folder) => {
    const rows = (count: number, width: number) =>
      Array.from({ length: count }, (_, i) => Array(width).fill(i));
    const arrays = Object.fromEntries(
      ["a", "b", "c"].flatMap((id, i) => [[`${id}/rgb`, rows(11 + i, 6)], [`${id}/flow`, rows(11 + i, 4)]]),
    );
    await write(join(folder, "all.safetensors"), tensorsBytes(arrays));
    await write(join(folder, "gt.csv"), "video,start,end,label\na,1,2,x\nb,1,2,y\nc,1,2,x\n");
    const made = await task(["data", "init", folder]);
    assert.equal(made.code, 0, made.stderr);
    assert.match(
      made.stdout,
      /rgb: # 3 videos\n {6}path: all\.safetensors\n {6}format: \{ kind: safetensors, key: "\{video\}\/rgb" \}/,
    );
    const [, split] =
      /no test videos: write split_test\.txt: deno task (data split .*)$/m.exec(made.stderr) ?? [];
    assert.ok(split !== undefined, made.stderr);
    const words = split.replace(/^.*?data split/, "data split").split(" ");
    assert.equal((await task(words)).code, 0);
    const again = await task(["data", "init", folder]);
    assert.match(again.stdout, /train: \{ list: split_train\.txt, folder: train \} # 2 videos/);
  });
});

Deno.test("data init finds features of lists that keep endings and folders, and says what to write there", async () => {
  await inFolder(async (folder) => {
    const ids = [1, 2, 3, 4].map((i) => `clip-${i}`);
    for (const [i, id] of ids.entries()) {
      await write(join(folder, `set/swin/${id}.npy`), array(15 + i, 20, i));
    }
    const labels = ids.map((id, i) => `${id},${i},${i + 1},${i % 2 ? "run" : "swim"}\n`);
    await write(join(folder, "set/labels.csv"), `video,start,end,label\n${labels.join("")}`);
    const list = (names: readonly string[]) => names.map((name) => `films/${name}.mp4\n`).join("");
    const path = (split: string) => join(folder, `set/${split}.txt`);
    await write(path("train"), list(ids.slice(0, 3)));
    await write(path("test"), list(ids.slice(3)));
    const made = await task(["data", "init", join(folder, "set")]);
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stderr, /found {4}source swin: 4 × \[snippets, 20\]/);
    assert.match(
      made.stderr,
      /missing {2}in train\.txt the names of the feature files: write "clip-1" instead of "films\/clip-1\.mp4"/,
    );
    const recipe = join(folder, "set.yaml");
    await Deno.writeTextFile(recipe, made.stdout);
    const refused = await task(["data", "check", recipe]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /take "films\/" and "\.mp4" out of the names in the lists/);
    await write(path("train"), ids.slice(0, 3).map((id) => `${id}\n`).join(""));
    await write(path("test"), `${ids[3]}\n`);
    const { code, stderr } = await task(["data", "check", recipe]);
    assert.equal(code, 0, stderr);
  });
});

Deno.test("data init shows names that do not fit where most videos have no features", async () => {
  await inFolder(async (folder) => {
    await write(join(folder, "swin/x1.npy"), array(15, 20, 1));
    await write(join(folder, "labels.csv"), "video,start,end,label\nclip-1,1,2,run\nclip-2,1,2,swim\n");
    const { code, stderr } = await task(["data", "init", folder]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /has features of few of the videos \(1 file, such as "x1"; the videos are "clip-1" and others\)/,
    );
  });
});

Deno.test("data init lists the videos of features that lie in folders of their splits", async () => {
  await inFolder(async (parent) => {
    const folder = join(parent, "my data");
    const videos = { train: ["a", "b"], test: ["c"] };
    for (const [split, names] of Object.entries(videos)) {
      await Deno.mkdir(join(folder, split), { recursive: true });
      for (const name of names) await write(join(folder, split, `${name}.npy`), array(12, 8, 1));
    }
    const annotations = [{ label: "jump", segment: [1, 2] }];
    const gt = Object.fromEntries(
      ["a", "b", "c"].map((name) => [name, { duration_second: 7.68, annotations }]),
    );
    await Deno.writeTextFile(join(folder, "gt.json"), JSON.stringify(gt));
    const { stderr } = await task(["data", "init", folder]);
    const commands = [...stderr.matchAll(/^missing {2}no \w+ videos: write split_\w+\.txt: (.*)$/gm)];
    assert.equal(commands.length, 2, stderr);
    for (const [, command] of commands) {
      const { success } = await new Deno.Command("sh", { args: ["-c", command!] }).output();
      assert.ok(success, String(command));
    }
    for (const [split, names] of Object.entries(videos)) {
      assert.equal(
        await Deno.readTextFile(join(folder, `split_${split}.txt`)),
        names.map((name) => `${name}\n`).join(""),
      );
    }
    assert.doesNotMatch((await task(["data", "init", folder])).stderr, /^missing/m);
  });
});
