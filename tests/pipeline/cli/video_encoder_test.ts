import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { chooseEncoder, openChosen } from "../../../pipeline/cli/video_encoder.ts";
import { encodeFilm } from "../../../pipeline/films/encode_film.ts";
import { hasOnnxRuntime } from "../../../pipeline/kinds/encoders/onnx_runtime.ts";
import { needs } from "../../needs.ts";
import { ROOT } from "../../shared.ts";
import { inFolder } from "../../temporary.ts";
import { FFMPEG, ffmpeg } from "../films/films.ts";

/** A model of I3D's form: value d of a row is the sum of the channels' means, weighted by this. */
const MODEL = join(ROOT, "tests/pipeline/kinds/encoders/models/i3d.onnx");
const weight = (d: number, channel: number) => ((3 * d + channel) % 7 - 3) / 4;

Deno.test({
  ...needs(
    "ffmpeg and the runtime of ONNX",
    FFMPEG && hasOnnxRuntime(),
    "i3d_rgb gives 1024 values of 16 frames",
  ),
  async fn() {
    await inFolder(async (folder) => {
      await Deno.copyFile(join(ROOT, "recipes/encoders/i3d_rgb.yaml"), join(folder, "i3d_rgb.yaml"));
      await Deno.copyFile(MODEL, join(folder, "i3d_rgb.onnx"));
      const film = join(folder, "film.mkv");
      // Grey at the edges that are cut off, the same colour elsewhere.
      const picture = "color=0xc08040:s=480x256:r=25:d=1.5,drawbox=w=120:h=256:c=gray:t=fill";
      await ffmpeg("-f", "lavfi", "-i", picture, "-c:v", "ffv1", "-pix_fmt", "bgr0", film);
      const chosen = chooseEncoder(join(folder, "i3d_rgb.yaml"), {});
      assert.deepEqual(chosen.times, { fps: 25, stride: 16, window: 16 });
      const encoder = await openChosen(chosen);
      const { rows, snippets, width } = await encodeFilm(film, {
        ...{ times: chosen.times, encoder, ffmpeg: FFMPEG! },
      });
      await encoder.close();
      assert.deepEqual([snippets, width], [2, 1024]);
      const means = [0xc0, 0x80, 0x40].map((byte) => 2 * byte / 255 - 1);
      for (let i = 0; i < rows.length; i++) {
        const wanted = means.reduce((sum, mean, channel) => sum + weight(i % width, channel) * mean, 0);
        assert.ok(Math.abs(rows[i]! - wanted) < 0.06, `value ${i} is ${rows[i]} instead of ${wanted}`);
      }
    });
  },
});

Deno.test("openChosen() says where to read about a model that is not there", async () => {
  await inFolder(async (folder) => {
    await Deno.copyFile(join(ROOT, "recipes/encoders/i3d_rgb.yaml"), join(folder, "i3d_rgb.yaml"));
    await assert.rejects(openChosen(chooseEncoder(join(folder, "i3d_rgb.yaml"), {})), (error: UserError) => {
      const [{ message, hint } = assert.fail()] = error.diagnostics;
      assert.match(message, /i3d_rgb\.onnx": there is no such file/);
      return /^docs\/films\.md says where/.test(hint!);
    });
  });
});
