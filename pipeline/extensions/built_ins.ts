/** The functions of the language itself, which all code shares: with others, walt would fail and look guilty. */
const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { defineProperty, ownKeys } = Reflect;

/** Globals whose functions and methods are noted. */
const GLOBALS = [
  ...["Object", "Function", "Array", "String", "Number", "Symbol", "Math", "JSON", "Reflect", "Promise"],
  ...["Map", "Set", "WeakMap", "RegExp", "Date", "Error", "Iterator", "ArrayBuffer", "DataView"],
  ...["Uint8Array", "Int32Array", "Float32Array", "Float64Array"],
];

/** Notes the built-ins; the answer puts back those that were changed meanwhile, and names the first of them. */
export function noteBuiltIns(): () => string | undefined {
  const noted = ownersOf().flatMap(([of, owner, keys]) =>
    keys.map((key) => ({
      owner,
      key,
      name: `${of}${String(key)}`,
      was: getOwnPropertyDescriptor(owner, key)!,
    }))
  ).filter(({ was }) => typeof was.value === "function" || was.get !== undefined);
  return () => {
    let changed: string | undefined;
    // Nothing is called here that may be what was changed.
    for (let i = 0; i < noted.length; i++) {
      const { owner, key, name, was } = noted[i]!;
      const now = getOwnPropertyDescriptor(owner, key);
      if (now !== undefined && now.value === was.value && now.get === was.get) continue;
      defineProperty(owner, key, was);
      changed ??= name;
    }
    return changed;
  };
}

function ownersOf(): (readonly [of: string, owner: object, keys: readonly PropertyKey[]])[] {
  const globals = globalThis as unknown as Record<string, { prototype?: object }>;
  const typed = getPrototypeOf(Uint8Array);
  const owners = [
    ...GLOBALS.flatMap((
      name,
    ) => [[name, globals[name]] as const, [`${name}.prototype`, globals[name]!.prototype] as const]),
    ["TypedArray", typed] as const,
    ["TypedArray.prototype", typed.prototype] as const,
    ["ArrayIterator.prototype", getPrototypeOf([][Symbol.iterator]())] as const,
  ];
  const found = owners.flatMap(([name, owner]) =>
    owner ? [[`${name}.`, owner, ownKeys(owner)] as const] : []
  );
  return [["", globalThis, GLOBALS], ...found];
}
