/** That the people of drawn films are people to the network that finds joints. */
import assert from "node:assert/strict";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { decodeFilm } from "../../../../pipeline/films/decode.ts";
import { project } from "../../../../pipeline/films/draw/figure.ts";
import { bodyAt, drawFrame, planFilm, standAt, TICK } from "../../../../pipeline/films/draw/film.ts";
import { layPaper } from "../../../../pipeline/films/draw/paper.ts";
import { drawScene } from "../../../../pipeline/films/draw/scene.ts";
import { writeFilm } from "../../../../pipeline/films/draw/write_film.ts";
import { DRAWN_FORM } from "../../../../pipeline/films/draw/write_films.ts";
import { JOINTS } from "../../../../pipeline/kinds/encoders/body.ts";
import { hasFilmPackages } from "../../../../pipeline/kinds/encoders/film_packages.ts";
import { loadNetwork } from "../../../../pipeline/kinds/encoders/network.ts";
import { builtInModel } from "../../../../pipeline/kinds/encoders/pose.ts";
import { inFolder } from "../../../temporary.ts";
import { engineTest } from "../../contract/engines.ts";
import { FFMPEG, peopleFilmTest } from "../films.ts";

const SIDE = 192;
const FILMS = 8;
/** The network's order from the shoulders on. */
const PAIRS = ["shoulders", "elbows", "wrists", "hips", "knees", "ankles"] as const;

/** Two moments of each film, in the middle of an action and before it. */
const MOMENTS = Array.from({ length: FILMS }, (_, index) => planFilm(0, index)).flatMap((plan) => {
  const [first] = plan.timeline.actions;
  return [(first!.begin + first!.end) / 2, first!.begin / 2]
    .map((ticks) => ({ plan, seconds: ticks * TICK }));
});

/** A film of all moments with people, then of the same without. */
async function writeMoments(path: string): Promise<void> {
  using paper = await layPaper(DRAWN_FORM.width, DRAWN_FORM.height);
  function* frames() {
    for (const { plan, seconds } of MOMENTS) {
      drawFrame(paper, plan, seconds);
      yield paper.pixels();
    }
    for (const { plan, seconds } of MOMENTS) {
      drawScene(paper, plan.scene, seconds);
      yield paper.pixels();
    }
  }
  await writeFilm(path, frames(), { ...DRAWN_FORM, fps: 1 });
}

/** What the network says of every frame: y, x and confidence of each joint. */
async function look(path: string): Promise<Float32Array[]> {
  const network = await loadNetwork(builtInModel());
  const form = { width: SIDE, height: SIDE, fit: "pad" } as const;
  await using film = decodeFilm(path, { fps: 1, stride: 1, offsets: [0], form }, FFMPEG!);
  const found: Float32Array[] = [];
  for await (const { pixels } of film.frames) {
    found.push(tf.tidy(() => {
      const frame = tf.tensor4d(Int32Array.from(pixels), [1, SIDE, SIDE, 3], "int32");
      return network.run(frame).dataSync() as Float32Array;
    }));
  }
  network.dispose();
  return found;
}

/** Where a joint of the padded frame is in the film. */
function inFilm(y: number, x: number): [number, number] {
  const { width, height } = DRAWN_FORM;
  return [x * width, y * width - (width - height) / 2];
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const FOUND = "The network finds the joints of drawn people, and nobody in their background";
if (FFMPEG && hasFilmPackages()) {
  engineTest(FOUND, async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "moments.mp4");
      await writeMoments(path);
      const found = await look(path);
      assert.equal(found.length, 2 * MOMENTS.length);
      const errors = MOMENTS.flatMap(({ plan, seconds }, i) => {
        const stand = standAt(plan, DRAWN_FORM, seconds);
        const body = bodyAt(plan, stand, seconds);
        return PAIRS.flatMap((pair, p) =>
          (["left", "right"] as const).map((side, s) => {
            const joint = 5 + 2 * p + s;
            const [x, y] = inFilm(found[i]![3 * joint]!, found[i]![3 * joint + 1]!);
            const [trueX, trueY] = project(body[pair][side], stand);
            return Math.hypot(x - trueX, y - trueY) / stand.height;
          })
        );
      });
      const near = errors.filter((error) => error < 0.1).length / errors.length;
      // What is left is left and right exchanged, of a body in twenty: mostly in kicks, in which little looks like a front.
      assert.ok(mean(errors) < 0.07 && near > 0.83, `${mean(errors)}, ${near}`);
      const sure = found.map((row) => mean(Array.from({ length: JOINTS }, (_, j) => row[3 * j + 2]!)));
      const [people, nobody] = [sure.slice(0, MOMENTS.length), sure.slice(MOMENTS.length)];
      assert.ok(mean(people) > 0.5 && mean(nobody) < 0.2, `${people} and ${nobody}`);
      assert.ok(Math.min(...people) > Math.max(...nobody), `${people} and ${nobody}`);
    });
  }, ["tensorflow"]);
} else {
  peopleFilmTest(FOUND, () => {});
}
