/** Encoder `onnx`: any network that is an ONNX file. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { pictureOptions } from "./picture.ts";

/** A network of clips or of pictures, by the runtime of ONNX. */
export const onnx = kind({
  kind: "onnx",
  summary:
    "A network of clips or of pictures in an ONNX file, such as I3D, VideoMAE or the image tower of CLIP",
  options: (fields) => z.strictObject(pictureOptions(fields)),
});
