/** A line about progress that fits its width: what matters most comes first. */

/** How far something is. */
export interface Moment {
  /** What is done, such as "training". */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What is counted. */
  readonly unit: string;
  /** Time left, as text. */
  readonly left: string;
  /** A speed, whole and per second. */
  readonly speed?: { readonly count: number; readonly unit: string } | undefined;
  /** Loss terms and the like, the most important first. */
  readonly terms: readonly string[];
}

/** Columns of a bar. */
const SHORTEST_BAR = 10;
const LONGEST_BAR = 40;

/**
 * Count, time left and speed, for narrow terminals shortened; then as many terms as there is room for; a bar where it
 * fits.
 *
 * @param width Columns that the line may take.
 */
export function progressBar(moment: Moment, width: number): string {
  const { label, done, total, terms } = moment;
  const head = headOf(moment);
  if (label.length + 1 + head.length > width) {
    return [head, shortHeadOf(moment)].find((each) => each.length <= width) ??
      shortHeadOf(moment).slice(0, width);
  }
  let room = width - label.length - 1 - head.length;
  const fitting: string[] = [];
  for (const [i, term] of terms.entries()) {
    // A short bar says more than the terms after the first.
    const reserved = i > 0 && room > SHORTEST_BAR ? SHORTEST_BAR + 1 : 0;
    if (term.length + 2 > room - reserved) break;
    fitting.push(term);
    room -= term.length + 2;
  }
  const columns = Math.min(LONGEST_BAR, Math.floor((room - 1) / SHORTEST_BAR) * SHORTEST_BAR);
  const full = Math.round(columns * Math.min(1, done / total));
  const bar = columns > 0 ? ["=".repeat(full) + "-".repeat(columns - full)] : [];
  return [[label, ...bar, head].join(" "), ...fitting].join("  ");
}

/** All of it without a bar, for where lines have no width. */
export function progressText(moment: Moment): string {
  return [`${moment.label} ${headOf(moment)}`, ...moment.terms].join("  ");
}

function headOf({ done, total, unit, left, speed }: Moment): string {
  const speeds = speed ? [`${speed.count.toLocaleString("en-US")} ${speed.unit}/s`] : [];
  return [`${done}/${total} ${unit}`, `${left} left`, ...speeds].join("  ");
}

function shortHeadOf({ done, total, left, speed }: Moment): string {
  const speeds = speed ? [`${speed.count.toLocaleString("en-US", { notation: "compact" })}/s`] : [];
  return [`${done}/${total}`, `${left} left`, ...speeds].join(" ");
}
