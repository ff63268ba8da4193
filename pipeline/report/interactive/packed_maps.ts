/** Maps in few letters: 16 bits a value, and back. */
import type { SignalValues } from "../../inference/score_maps.ts";

/** Steps from the least value of a map to its greatest. */
export const STEPS = 65535;

/** A signal of a video. */
export interface PackedSignal {
  /** [T', C], [T'] or [C]. */
  readonly shape: readonly number[];
  /** Least and greatest value of each map over time; absent of video scores, which are not rounded. */
  readonly ranges?: readonly (readonly [least: number, greatest: number])[] | undefined;
  /** The bytes of 16-bit steps, row-major, or of float32 video scores; base64, little endian. */
  readonly bytes: string;
}

/** Signals by name. */
export type PackedSignals = Readonly<Record<string, PackedSignal>>;

/** Packs some signals; those of `scores` are [C] and kept as they are, all others are maps over time. */
export function packSignals(
  signals: ReadonlyMap<string, SignalValues>,
  names: readonly string[],
  scores: ReadonlySet<string>,
): PackedSignals {
  return Object.fromEntries(names.map((name) => {
    const values = signals.get(name)!;
    return [name, scores.has(name) ? packScores(values) : packMap(values)];
  }));
}

function packScores({ shape, data }: SignalValues): PackedSignal {
  return { shape, bytes: base64(data) };
}

function packMap({ shape, data }: SignalValues): PackedSignal {
  const columns = shape[1] ?? 1;
  const ranges = Array.from({ length: columns }, (): [number, number] => [Infinity, -Infinity]);
  for (let i = 0; i < data.length; i++) {
    const range = ranges[i % columns]!;
    range[0] = Math.min(range[0], data[i]!);
    range[1] = Math.max(range[1], data[i]!);
  }
  const steps = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const [least, greatest] = ranges[i % columns]!;
    steps[i] = greatest > least ? Math.round((data[i]! - least) / (greatest - least) * STEPS) : 0;
  }
  return { shape, ranges, bytes: base64(steps) };
}

/** The values of packed signals. */
export function unpackSignals(signals: PackedSignals): Map<string, SignalValues> {
  return new Map(Object.entries(signals).map(([name, packed]) => [name, unpacked(packed)]));
}

function unpacked({ shape, ranges, bytes }: PackedSignal): SignalValues {
  const buffer = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)).buffer;
  if (!ranges) return { shape, data: new Float32Array(buffer) };
  const columns = shape[1] ?? 1;
  const data = Float32Array.from(new Uint16Array(buffer), (step, i) => {
    const [least, greatest] = ranges[i % columns]!;
    // The ends are exact, so that a map is scaled as it was.
    return step === STEPS ? greatest : least + (greatest - least) * (step / STEPS);
  });
  return { shape, data };
}

function base64({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return btoa(text);
}
