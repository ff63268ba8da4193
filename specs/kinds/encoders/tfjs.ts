/** Encoder `tfjs`: any network that is a model of TensorFlow.js. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { pictureOptions } from "./picture.ts";

/** A network of clips or of pictures, on walt's own engine. */
export const tfjs = kind({
  kind: "tfjs",
  summary:
    "A network of clips or of pictures as TensorFlow.js has it, a graph or a layers model: a model.json with its weights beside it",
  options: (fields) => z.strictObject(pictureOptions(fields)),
});
