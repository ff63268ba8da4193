/** The forms in which segments go to programs that people code behaviour with. */
import { borisTarget } from "./boris.ts";
import { elanTarget } from "./elan.ts";
import type { ExchangeTarget } from "./target.ts";

/** By what `--to` calls them. */
export const EXCHANGE_TARGETS = {
  boris: borisTarget,
  elan: elanTarget,
} as const satisfies Readonly<Record<string, ExchangeTarget>>;

/** The name of a form. */
export type ExchangeName = keyof typeof EXCHANGE_TARGETS;

/** Every name. */
export const EXCHANGE_NAMES = Object.keys(EXCHANGE_TARGETS) as ExchangeName[];
