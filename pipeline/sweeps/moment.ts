/** How far a run is that another process trains, from its metrics. */
import { join } from "node:path";

/** The last step that a run has logged. */
export interface RunMoment {
  readonly step: number;
  /** The weighted sum of its losses. */
  readonly loss: number;
}

/** Bytes at the end of `metrics.jsonl` that are read: more than its longest line. */
const TAIL = 65_536;

/** The last logged step of a run folder; undefined while there is none. */
export function momentOf(folder: string): RunMoment | undefined {
  const lines = tailOf(join(folder, "metrics.jsonl")).split("\n").slice(0, -1);
  for (const line of lines.toReversed()) {
    try {
      const { step, total } = JSON.parse(line) as { step: number; total?: number };
      if (total !== undefined) return { step, loss: total };
    } catch {
      // The first line of the tail is cut.
    }
  }
  return undefined;
}

function tailOf(path: string): string {
  try {
    using file = Deno.openSync(path);
    const { size } = file.statSync();
    file.seekSync(Math.max(0, size - TAIL), Deno.SeekMode.Start);
    const bytes = new Uint8Array(TAIL);
    const read = file.readSync(bytes) ?? 0;
    return new TextDecoder().decode(bytes.subarray(0, read));
  } catch {
    return "";
  }
}
