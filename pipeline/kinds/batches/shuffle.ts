/** How batch maker `shuffle` runs. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { shuffle as spec } from "../../../specs/kinds/batches/shuffle.ts";
import { shuffled } from "../../random/draw.ts";
import { kindRun } from "../kind.ts";
import type { BatchMaker } from "./batch_maker.ts";

/** An epoch has as many steps as B videos at a time need, or fill. */
export const shuffle = kindRun(spec, ({ last }): BatchMaker => {
  const epoch = (videos: number, batch: number) => {
    const steps = last === "keep" ? Math.ceil(videos / batch) : Math.floor(videos / batch);
    if (steps > 0) return steps;
    throw userError(
      `${videos} training videos fill no batch of ${batch}, and training.batches.last drops what fills none`,
      `training.batch: at most ${videos}; or training.batches.last: keep`,
    );
  };
  const make: BatchMaker = ({ labels, batch, step, uniforms }) => {
    const steps = epoch(labels.length, batch);
    const begin = ((step - 1) % steps) * batch;
    const order = shuffled(uniforms(labels.length - 1, Math.floor((step - 1) / steps)));
    return { videos: [...order].slice(begin, begin + batch) };
  };
  return Object.assign(make, { epoch });
});
