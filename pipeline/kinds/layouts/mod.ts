/** How every layout of annotation files is read. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { activitynet } from "./activitynet.ts";
import { boris } from "./boris.ts";
import { borisTable } from "./boris_table.ts";
import { classFiles } from "./class_files.ts";
import { csv } from "./csv.ts";
import { datavyu } from "./datavyu.ts";
import { elan } from "./elan.ts";
import { labelStudio } from "./label_studio.ts";
import type { AnnotationLayout } from "./layout.ts";
import { otio } from "./otio.ts";
import { videoMap } from "./video_map.ts";
import { vtt } from "./vtt.ts";

/** The layouts by kind. */
export const LAYOUT_RUNS: ReadonlyMap<string, KindRun<AnnotationLayout>> = family(
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
