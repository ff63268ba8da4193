/** Every evaluation protocol of the language: how segments are turned into mAP. */
import { userError } from "../../diagnostics/diagnostics.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { fields } from "../../options/fields.ts";
import { type Family, family } from "../kind.ts";
import { anet12 } from "./anet12.ts";
import { anet13 } from "./anet13.ts";
import { DIAGNOSIS, type DiagnosisDefaults } from "./diagnosis.ts";
import type { Protocol, ProtocolSpec } from "./protocol.ts";
import { averageName } from "./thresholds.ts";
import { thumos14GridBest } from "./thumos14_grid_best.ts";
import { thumos14GridFirst } from "./thumos14_grid_first.ts";
import { thumos14GridGreedy } from "./thumos14_grid_greedy.ts";
import { thumos14Seconds } from "./thumos14_seconds.ts";
import { thumos14Seconds212 } from "./thumos14_seconds_212.ts";
import { thumos14Toolkit } from "./thumos14_toolkit.ts";

/** The protocols by kind, the default first. */
export const PROTOCOLS: Family<ProtocolSpec> = family<ProtocolSpec>(
  thumos14Seconds,
  thumos14Seconds212,
  thumos14GridGreedy,
  thumos14GridBest,
  thumos14GridFirst,
  thumos14Toolkit,
  anet12,
  anet13,
);

/** The name of the protocol that is used where none is named. */
export const DEFAULT_PROTOCOL: string = thumos14Seconds.kind;

/**
 * The protocol of a name, each of its options as the preset has it.
 *
 * @throws {UserError} with the nearest name, or all of them, when there is none.
 *
 * @example Look at the thresholds of a protocol
 * ```ts
 * import { findProtocol } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { thresholds, headline } = findProtocol("anet12");
 * assert.equal(thresholds.length, 10);
 * assert.equal(headline, "0.5:0.95");
 * ```
 */
export function findProtocol(name: string): Protocol {
  const found = PROTOCOLS.get(name);
  if (!found) throw userError(`Unknown protocol "${name}"`, suggest(name, [...PROTOCOLS.keys()]));
  const options = found.options(fields(Number, () => new Map())).parse({});
  return { kind: name, ...options } as unknown as Protocol;
}

/** How the errors of a protocol's predictions are diagnosed. */
export function diagnosisDefaults(
  { kind }: Pick<Protocol, "kind">,
  protocols: Family<ProtocolSpec> = PROTOCOLS,
): DiagnosisDefaults {
  return protocols.get(kind)?.diagnosis ?? DIAGNOSIS;
}

/** What is told where ambiguous intervals are given to a protocol that does not use them. */
export function unusedIntervals({ kind }: Protocol): string {
  return `Protocol ${kind} uses no ambiguous intervals: it says ambiguous: absent`;
}

/**
 * The protocol at other tIoU thresholds, which increase within (0, 1]; its one average, the headline, is over all of
 * them.
 *
 * @example Score at two thresholds
 * ```ts
 * import { findProtocol, withThresholds } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { thresholds, averages } = withThresholds(findProtocol("thumos14_seconds"), [0.3, 0.5]);
 * assert.deepEqual(thresholds, [0.3, 0.5]);
 * assert.deepEqual(averages, ["0.3:0.5"]);
 * ```
 */
export function withThresholds(protocol: Protocol, thresholds: readonly number[]): Protocol {
  const name = averageName(thresholds);
  return { ...protocol, thresholds: [...thresholds], averages: [name], headline: name };
}
