/** Damaged .npy files, as they are drawn. */
import fc from "fast-check";

const fraction = fc.integer({ min: 0, max: 999 });
const odd = (...texts: string[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom(...texts));
const few = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<T[]>([]) }, fc.array(one, { minLength: 1, maxLength: 2 }));
const size = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constant(0));

/** What is drawn: a matrix, what its head says instead of the truth, and what is done to its bytes afterwards. */
export const inputs = fc.record({
  type: fc.constantFrom("f2", "f4", "f8"),
  major: fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.nat(255)),
  minor: fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, fc.nat(255)),
  fortran: fc.boolean(),
  rows: size,
  columns: size,
  bytes: fc.array(fc.nat(255), { minLength: 1, maxLength: 40 }),
  descr: odd(
    ...[
      "'>f4'",
      "'|O'",
      "'=f4'",
      "'f4'",
      "'float32'",
      "'<i4'",
      "'<f16'",
      "'<c8'",
      "'<U1'",
      "'|V4'",
      "'<M8[s]'",
    ],
    ...[
      "'<f4",
      "<f4",
      "'<f3'",
      "''",
      "None",
      '"<f4"',
      "'\\x3cf4'",
      "u'<f4'",
      "'<f' '4'",
      "('<f4', (2,))",
      "'<f4,<f4'",
    ],
    ...["[('a', '<f4')]", "[('a', '<f2'), ('b', '<f2', (2,))]", "[]", "{'names': ['a'], 'formats': ['<f4']}"],
  ),
  order: odd("true", "0", "1", "None", "not True", "(True)", "'True'", "False and True", "False or True"),
  shape: odd(
    ...[
      "(R)",
      "(R,)",
      "(C, R)",
      "(R, C, 1)",
      "(1, R, C)",
      "(RL, CL)",
      "(R L, C)",
      "(Rl, C)",
      "(L, C)",
      "(R, L)",
    ],
    ...[
      "(-R, C)",
      "(-1, C)",
      "(-0, C)",
      "(+R, C)",
      "(0R, C)",
      "(R_0, C)",
      "(R.0, C)",
      "(0xR, C)",
      "(True, C)",
    ],
    ...[
      "[R, C]",
      "R, C",
      "(R, C",
      "(R,, C)",
      "(, R)",
      "(None, C)",
      "('R', C)",
      "()",
      "((R), (C))",
      "(*(R, C),)",
    ],
    ...["(9007199254740993, C)", "(4294967296, 4294967296)", "(9223372036854775807, 2)", "(2147483648, 2)"],
    ...["(18446744073709551616, C)", "(99999999999999999999999999, C)", "(1000000, 1000000)", "(R00000, C)"],
  ),
  layout: fc.oneof(
    { weight: 9, arbitrary: fc.constant("{D, O, S, }") },
    fc.constantFrom(
      "{S, O, D}",
      "{D, O, S, S}",
      "{D, D, O, S}",
      "{D, O}",
      "{D, O, S, 'x': 1}",
      "{D, O, S,, }",
      " {D, O, S}",
      "\n{D, O, S}",
      "{D, O, S}#",
      "{D, O, S}\0",
      "{D\n,O\t,S}",
      "{D, O, S",
      "dict(D, O, S)",
      "{D, O, S} ",
      "[{D, O, S}]",
      "({D, O, S})",
      "{**{D, O, S}}",
      "",
      "{D O S}",
      "\f{D, O, S}",
      "{D, O,\\\n S}",
      "{D, O, S};",
    ),
  ),
  padding: fc.constantFrom(64, 64, 64, 16, 1, 1024),
  edits: few(
    fc.record({
      at: fraction,
      remove: fc.nat(3),
      insert: fc.oneof(
        fc.constantFrom(..."0123456789L_-+.,:()[]{}'\" \t\r\n\f\v\0#\\eE\u00a0\u00e9"),
        fc.string({ maxLength: 3, unit: "binary-ascii" }),
      ),
    }),
  ),
  damages: few(
    fc.oneof(
      fc.record({ kind: fc.constant("flip"), at: fraction, value: fc.nat(7) }),
      fc.record({ kind: fc.constant("cut"), at: fraction, value: fc.constant(0) }),
      fc.record({ kind: fc.constant("append"), at: fc.constant(0), value: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant("set"), at: fc.nat(11), value: fc.nat(255) }),
    ),
  ),
});
/** One file. */
export type Input = typeof inputs extends fc.Arbitrary<infer T> ? T : never;

/** The text in the head of an input. */
function headOf({ type, fortran, rows, columns, descr, order, shape, layout, edits }: Input): string {
  const values: Readonly<Record<string, string>> = {
    D: `'descr': ${descr ?? `'<${type}'`}`,
    O: `'fortran_order': ${order ?? (fortran ? "True" : "False")}`,
    S: `'shape': ${(shape ?? "(R, C)").replace(/[RC]/g, (side) => `${side === "R" ? rows : columns}`)}`,
  };
  let text = layout.replace(/[DOS]/g, (key) => values[key]!);
  for (const { at, remove, insert } of edits) {
    const from = Math.floor(text.length * at / 1000);
    text = text.slice(0, from) + insert + text.slice(from + remove);
  }
  return text;
}

/** The bytes of an input. */
export function fileOf(input: Input): Uint8Array {
  const { type, major, minor, rows, columns, bytes, padding, damages } = input;
  const text = headOf(input);
  const preamble = major === 1 ? 10 : 12;
  const end = Math.ceil((preamble + text.length + 1) / padding) * padding;
  const length = Math.min(end - preamble, major === 1 ? 65535 : Infinity);
  const head = Uint8Array.from(`${text.padEnd(length - 1)}\n`, (character) => character.charCodeAt(0));
  const values = Uint8Array.from(
    { length: rows * columns * Number(type[1]) },
    (_, i) => bytes[i % bytes.length]!,
  );
  const lengthBytes = [0, 8, 16, 24].slice(0, preamble - 8).map((shift) => length >> shift & 255);
  let all = Uint8Array.from([0x93, 78, 85, 77, 80, 89, major, minor, ...lengthBytes, ...head, ...values]);
  for (const { kind, at, value } of damages) {
    const place = Math.floor(all.length * at / 1000);
    if (kind === "cut") all = all.slice(0, place);
    else if (kind === "append") all = Uint8Array.from([...all, ...Array<number>(value).fill(0)]);
    else if (kind === "set" && at < all.length) all[at] = value;
    else if (kind === "flip" && place < all.length) all[place]! ^= 1 << value;
  }
  return all;
}
