/** The scale of the values of a small chart. */
import { scaleLinear, scaleLog } from "./d3.ts";
import { PLOT, type Scale } from "./frame.ts";

/** Where values are, and which are named. */
export interface ValueScale {
  readonly y: Scale;
  readonly ticks: number[];
}

/** Below this range of values a curve is flat. */
const LEAST_RANGE = 1e-12;

/** From this ratio of the greatest to the least value on, a loss is drawn on a logarithmic scale. */
const LOG_FROM = 50;
/** A loss that comes nearer to 0 is drawn on a linear scale. */
const LEAST_LOG = 1e-30;

/** Whether the values of a loss span so much that they need a logarithmic scale. */
export function isLogarithmic(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length > 1 && low > LEAST_LOG && high / low >= LOG_FROM;
}

/** Linear over just the values: differences of large numbers are seen. */
export function closeScale(values: readonly number[]): ValueScale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const around = high - low > LEAST_RANGE ? [low, high] : [low - 1, high + 1];
  const scale = scaleLinear(around, [PLOT.bottom, PLOT.top]).nice(4);
  return { y: scale, ticks: scale.ticks(4) };
}

/** Linear from 0 or below, or logarithmic over just the values. */
export function valueScale(values: readonly number[], log: boolean): ValueScale {
  if (log) {
    const [low, high] = [Math.min(...values) / 1.1, Math.max(...values) * 1.1];
    return { y: scaleLog([low, high], [PLOT.bottom, PLOT.top]), ticks: logTicks(low, high) };
  }
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = scaleLinear(high - low > LEAST_RANGE ? [low, high] : [0, 1], [PLOT.bottom, PLOT.top]).nice(4);
  return { y: scale, ticks: scale.ticks(4) };
}

/** Powers of ten, as many as there is room for; with twos and fives where they are few. */
function logTicks(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const every = Math.max(1, Math.ceil((last - first + 1) / 6));
  const factors = last - first < 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = first - 1; power <= last; power++) {
    if (Math.abs(power) % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
