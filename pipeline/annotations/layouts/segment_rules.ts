/** What holds for the segments of every layout. */

/** What is wrong with a segment in seconds, in words that follow "must"; one without length is kept. */
export function brokenRules(start: number, end: number): string[] {
  return [...start < 0 ? ["start at 0 or later"] : [], ...end < start ? ["end after its start"] : []];
}
