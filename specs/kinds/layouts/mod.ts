/** Every layout of annotation files that the language knows. */
import { type Family, family } from "../kind.ts";
import { activitynet } from "./activitynet.ts";
import { boris } from "./boris.ts";
import { borisTable } from "./boris_table.ts";
import { classFiles } from "./class_files.ts";
import { csv } from "./csv.ts";
import { datavyu } from "./datavyu.ts";
import { elan } from "./elan.ts";
import { labelStudio } from "./label_studio.ts";
import type { LayoutSpec } from "./layout.ts";
import { otio } from "./otio.ts";
import { videoMap } from "./video_map.ts";
import { vtt } from "./vtt.ts";

/** The layouts by kind; of those that fit a file, the first is taken. */
export const LAYOUTS: Family<LayoutSpec> = family<LayoutSpec>(
  activitynet,
  videoMap,
  elan,
  boris,
  borisTable,
  datavyu,
  labelStudio,
  vtt,
  otio,
  classFiles,
  csv,
);
