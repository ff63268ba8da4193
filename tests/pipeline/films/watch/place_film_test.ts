import assert from "node:assert/strict";
import { join } from "node:path";
import { requireFilm, unplayable } from "../../../../pipeline/films/watch/film_coding.ts";
import { placeFilm } from "../../../../pipeline/films/watch/place_film.ts";
import { drawThumbnails } from "../../../../pipeline/films/watch/thumbnails.ts";
import { inFolder } from "../../../temporary.ts";
import { ffmpeg, filmTest, flash, H264 } from "../films.ts";

filmTest("placeFilm() copies, links, or writes what every browser plays", async () => {
  await inFolder(async (folder) => {
    const [film, out] = [join(folder, "an old film.avi"), join(folder, "page")];
    await Deno.mkdir(out);
    await ffmpeg("-f", "lavfi", "-i", "testsrc2=s=63x47:r=25:d=1", "-c:v", "mpeg4", film);
    assert.equal(await placeFilm(film, out, "link"), "../an old film.avi");
    assert.equal(await placeFilm(film, out, "copy"), "an old film.avi");
    assert.deepEqual(await Deno.readFile(join(out, "an old film.avi")), await Deno.readFile(film));
    const played = await placeFilm(film, out, "transcode");
    const form = await requireFilm(join(out, played));
    assert.equal(unplayable(form), undefined);
    assert.equal(form.seconds, 1);
    assert.notEqual(unplayable(await requireFilm(film)), undefined);
    assert.deepEqual([...Deno.readDirSync(out)].map(({ name }) => name).sort(), ["an old film.avi", played]);
  });
});

filmTest("drawThumbnails() draws a JPEG of each moment, and none beyond the end", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "a.mp4");
    await ffmpeg(...flash({ seconds: 4 }), ...H264, path);
    const pictures = await drawThumbnails(path, [1, 2.5, 99]);
    assert.deepEqual(pictures.map((picture) => picture !== undefined), [true, true, false]);
    const light = [];
    for (const picture of pictures.slice(0, 2)) {
      const file = join(folder, "a.jpg");
      await Deno.writeFile(file, picture!);
      const gray = ["-vf", "scale=1:1:flags=area", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"];
      const args = ["-loglevel", "error", "-i", file, ...gray];
      light.push((await new Deno.Command("ffmpeg", { args }).output()).stdout[0]! > 128);
    }
    assert.deepEqual(light, [false, true]);
  });
});
