/** Generated videos, and what a page shows of those that are tested. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../../specs/program.ts";
import type { Dataset } from "../../data/dataset.ts";
import { withSamplingWarnings } from "../../data/sampling_warnings.ts";
import { generateDataset } from "../../data/synthetic/dataset.ts";
import type { Model } from "../../graph/model.ts";
import { MODEL_KINDS } from "../../kinds/model_kinds.ts";
import { createMapMeter } from "../../report/map_values.ts";
import type { ReportData, ReportVideo } from "../../report/report_data.ts";
import { describeVideo, minedSignals } from "../../report/report_video.ts";
import { evaluateTestSplit, type TestResult } from "../../runs/test_split.ts";

/**
 * The generated data set of a recipe.
 *
 * @throws {UserError} When it has data of files.
 */
export function generated({ recipe: { data, features, evaluation } }: Program): Dataset {
  if (data.kind !== "synthetic") {
    throw userError(
      "The recipe reads feature files, and a page reads none",
      "extend it and base/demo_data.yaml, which has generated videos",
    );
  }
  return withSamplingWarnings(generateDataset(data, features, evaluation), features, MODEL_KINDS);
}

/** The scored test videos, and what a report shows of them. */
export interface TestPass extends Pick<ReportData, "maps"> {
  readonly result: TestResult;
  readonly videos: readonly ReportVideo[];
}

/** Localizes and scores the test videos once. */
export async function testOnce(
  model: Model,
  dataset: Dataset,
  afterVideo: (done: number) => Promise<void>,
): Promise<TestPass> {
  const { program } = model;
  const mined = minedSignals(program);
  const meter = createMapMeter(program.recipe.inference, model.kinds);
  const videos: ReportVideo[] = [];
  const result = await evaluateTestSplit(model, dataset, async (done, localized) => {
    meter.add(localized);
    videos.push(describeVideo(localized, program, dataset, mined));
    await afterVideo(done);
  }, mined.map(({ name }) => name));
  return { result, videos, maps: dataset.test.length > 0 ? meter.result() : [] };
}
