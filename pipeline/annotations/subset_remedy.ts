/** What to do about a video without subset. */

/** Says which subsets there are, where there are some; a video that nobody uses may be of any other. */
export function subsetRemedy(subsets: readonly string[]): string | undefined {
  if (subsets.length === 0) return undefined;
  const names = subsets.slice(0, 4).map((name) => JSON.stringify(name)).join(" or ");
  return `say which it is of, as the other videos do: ${names}; one that is not used may be of another, such as "unused"`;
}
