/** The path of a surface below a curve, in few letters: a report may have a thousand of them. */

/** A point, pixels; one that is not finite is a gap. */
export type PathPoint = readonly [x: number, y: number];

/**
 * The outline of the surfaces between stretches of finite points and the line y = `base`, open along that line. Places are
 * rounded to tenths of a pixel before their differences are written, so that no error adds up.
 */
export function surfacePath(points: readonly PathPoint[], base: number): string {
  let path = "";
  let before: readonly [number, number] | undefined;
  const end = () => path += before ? `V${text(tenths(base))}` : "";
  for (const [x, y] of points) {
    const at = [tenths(x), tenths(y)] as const;
    if (!at.every(Number.isFinite)) {
      end();
      before = undefined;
      continue;
    }
    path += before
      ? pair(at[0] - before[0], at[1] - before[1])
      : `M${text(at[0])},${text(tenths(base))}V${text(at[1])}l`;
    before = at;
  }
  end();
  // A stretch of one point has no differences.
  return path.replaceAll("lV", "V").replaceAll("l ", "l");
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10);
}

function pair(x: number, y: number): string {
  return [x, y].map((each) => (each < 0 ? "" : " ") + text(each)).join("");
}

/** Tenths as a number without a leading zero. */
function text(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, "$1.");
}
