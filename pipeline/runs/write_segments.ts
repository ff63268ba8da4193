/** The predictions of a run in a form of a person's choice, beside `predictions.json`. */
import { dirname, join } from "node:path";
import type { Detection } from "../annotations/detection.ts";
import { type FormName, FORMS, type PredictionForm } from "../annotations/predictions/forms.ts";
import { cannotWrite, writeWhole } from "../files/write.ts";

/**
 * Writes `segments.<form>` into a folder, or `segments/<video>.<form>` where a file is of one video.
 *
 * @returns The path of the file or folder that was written.
 */
export async function writeSegments(
  folder: string,
  form: FormName,
  detections: readonly Detection[],
  videos: readonly string[],
): Promise<string> {
  const { ofOneVideo, text } = FORMS[form] as PredictionForm;
  if (!ofOneVideo) {
    const path = join(folder, `segments.${form}`);
    await writeWhole(path, text(detections, videos));
    return path;
  }
  const inFolder = join(folder, "segments");
  const byVideo = Map.groupBy(detections, ({ video }) => video);
  for (const video of videos) {
    const path = join(inFolder, `${video}.${form}`);
    // An id may name a sub-folder.
    await Deno.mkdir(dirname(path), { recursive: true }).catch((error) => {
      throw cannotWrite(dirname(path), error);
    });
    await writeWhole(path, text(byVideo.get(video) ?? [], [video]));
  }
  return inFolder;
}
