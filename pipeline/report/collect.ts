/** Collects what a report shows of a finished run. */
import type { LocalizedVideo } from "../inference/video.ts";
import { localizeVideos } from "../inference/videos.ts";
import { assembleReport, type ReportParts } from "./assemble.ts";
import { createMapMeter } from "./map_values.ts";
import type { ReportData, ReportVideo } from "./report_data.ts";
import { describeVideo, minedSignals } from "./report_video.ts";

/** What a report is collected from. */
export interface ReportSources extends Omit<ReportParts, "platform" | "videos" | "maps"> {
  /** Is shown every test video as it is localized. */
  readonly onVideo?: ((localized: LocalizedVideo) => void) | undefined;
}

/** Localizes the test videos again, mining included, and gathers the numbers of the run. */
export async function collectReport({ onVideo, ...sources }: ReportSources): Promise<ReportData> {
  const { program, dataset, finished: { model } } = sources;
  const mined = minedSignals(program);
  const maps = createMapMeter(program.recipe.inference, model.kinds);
  const videos: ReportVideo[] = [];
  for await (const localized of localizeVideos(model, dataset, { also: mined.map(({ name }) => name) })) {
    maps.add(localized);
    onVideo?.(localized);
    videos.push(describeVideo(localized, program, dataset, mined));
  }
  return assembleReport({
    ...sources,
    platform: [["Deno", Deno.version.deno], ["platform", `${Deno.build.os} ${Deno.build.arch}`]],
    videos,
    maps: dataset.test.length > 0 ? maps.result() : [],
  });
}
