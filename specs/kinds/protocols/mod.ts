/** Evaluation protocols as data: how segments are turned into mAP. */
import { userError } from "../../diagnostics/diagnostics.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { PROTOCOLS } from "./presets.ts";
import type { Protocol } from "./protocol.ts";

export { PROTOCOLS } from "./presets.ts";
export { type Matching, PROTOCOL, type Protocol } from "./protocol.ts";

/** The name of the protocol that is used where none is named. */
export const DEFAULT_PROTOCOL = "thumos14_seconds";

/**
 * The protocol of a name.
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
  const found = PROTOCOLS.find((protocol) => protocol.name === name);
  if (!found) throw userError(`Unknown protocol "${name}"`, suggest(name, PROTOCOLS.map((p) => p.name)));
  return found;
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
 * assert.deepEqual(averages, { "0.3:0.5": [0.3, 0.5] });
 * ```
 */
export function withThresholds(protocol: Protocol, thresholds: readonly number[]): Protocol {
  const name = thresholds.length === 1
    ? thresholdText(thresholds[0]!)
    : `${thresholdText(thresholds[0]!)}:${thresholdText(thresholds.at(-1)!)}`;
  return { ...protocol, thresholds: [...thresholds], averages: { [name]: [...thresholds] }, headline: name };
}

/** A threshold in its shortest decimal text: "0.9" for 0.8999999999999999 too. */
export function thresholdText(threshold: number): string {
  return String(Number(threshold.toPrecision(12)));
}
