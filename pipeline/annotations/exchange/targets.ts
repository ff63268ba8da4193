/** The forms in which segments go to programs that people code behaviour with. */
import { borisTarget } from "./boris.ts";
import { datavyuTarget } from "./datavyu.ts";
import { elanTarget } from "./elan.ts";
import { labelStudioTarget } from "./label_studio.ts";
import { otioTarget } from "./otio.ts";
import type { ExchangeTarget } from "./target.ts";
import type { ExchangeName } from "./target_names.ts";
import { webvttTarget } from "./webvtt.ts";

/** By what `--to` calls them. */
export const EXCHANGE_TARGETS = {
  boris: borisTarget,
  elan: elanTarget,
  datavyu: datavyuTarget,
  "label-studio": labelStudioTarget,
  vtt: webvttTarget,
  otio: otioTarget,
} as const satisfies Readonly<Record<ExchangeName, ExchangeTarget>>;
