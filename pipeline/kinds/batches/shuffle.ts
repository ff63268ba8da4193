/** How batch maker `shuffle` runs. */
import { shuffle as spec } from "../../../specs/kinds/batches/shuffle.ts";
import { shuffled } from "../../random/draw.ts";
import { kindRun } from "../kind.ts";
import type { BatchMaker } from "./batch_maker.ts";

/** An epoch has as many steps as B videos at a time need. */
export const shuffle = kindRun(spec, (): BatchMaker => ({ labels, batch, step, uniforms }) => {
  const steps = Math.ceil(labels.length / batch);
  const epoch = Math.floor((step - 1) / steps);
  const begin = ((step - 1) % steps) * batch;
  return { videos: [...shuffled(uniforms(labels.length - 1, epoch))].slice(begin, begin + batch) };
});
