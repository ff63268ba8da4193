/** Means of values that are alike. */

/**
 * The mean of values of one form, number by number: of lists place by place, of maps key by key. What is no number is as in
 * the first.
 *
 * @param values at least one.
 */
export function numberwiseMean<T>(values: readonly T[]): T {
  const [first] = values;
  return (typeof first === "number"
    ? values.reduce((sum, value) => sum + Number(value), 0) / values.length
    : Array.isArray(first)
    ? first.map((_, i) => numberwiseMean(values.map((value) => (value as unknown[])[i])))
    : typeof first === "object" && first !== null
    ? Object.fromEntries(
      Object.keys(first).map((key) => [key, numberwiseMean(values.map((value) => value[key as keyof T]))]),
    )
    : first) as T;
}
