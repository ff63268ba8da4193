/** Reads the values of fixture files: tensors, masks, and numbers that JSON cannot write. */

/** A tensor of a fixture. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A fixture's JSON object. */
export type FixtureObject = Readonly<Record<string, unknown>>;

/** The tensor at a key, masks as 0 and 1. */
export function tensorAt(object: FixtureObject, key: string): FixtureTensor {
  const { shape, data, bits } = object[key] as { shape: number[]; data?: unknown[]; bits?: string };
  return { shape, data: bits === undefined ? data!.map(toNumber) : Array.from(bits, Number) };
}

/** The object at a key. */
export function objectAt(object: FixtureObject, key: string): FixtureObject {
  return (object[key] ?? {}) as FixtureObject;
}

/** The list of objects at a key. */
export function listAt(object: FixtureObject, key: string): FixtureObject[] {
  return (object[key] ?? []) as FixtureObject[];
}

/** A number, also where it is written as "NaN" or "Infinity". */
export function toNumber(value: unknown): number {
  return Number(value);
}

/** A configuration with its tensors as plain lists. */
export function configAt(object: FixtureObject): Record<string, unknown> {
  const config = objectAt(object, "config");
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const isTensor = typeof value === "object" && value !== null && "shape" in value;
      return [key, isTensor ? [...tensorAt(config, key).data] : value];
    }),
  );
}
