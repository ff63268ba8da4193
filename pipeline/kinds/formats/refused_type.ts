/** Types of NumPy's arrays that are no numbers: what they are called, and how they become numbers without a loss. */

/** What is told of a type. */
export interface RefusedType {
  /** What it is called. */
  readonly name: string;
  readonly hint: string;
}

/** Characters of a type that a message shows. */
const LONGEST = 20;
/** Fields of records that a message shows. */
const MOST_FIELDS = 4;
const AS_NUMBERS = 'numpy.save(path, array.astype("<f4"))';
/** bfloat16, which NumPy does not know, is the upper half of float32. */
const WIDENED = 'numpy.save(path, (array.view("<u2").astype("<u4") << 16).view("<f4"))';

const TYPES: Readonly<Record<string, readonly [name: string, hint: string]>> = {
  c: [
    "complex numbers",
    "a complex number is two values, and astype would lose one: " +
    "numpy.save(path, numpy.concatenate([array.real, array.imag], -1)) keeps both, in twice the width",
  ],
  S: ["byte strings", `numbers that were saved as text? ${AS_NUMBERS}`],
  U: ["strings", `numbers that were saved as text? ${AS_NUMBERS}`],
  V: ["raw bytes", "say what they are: numpy.save(path, array.view(TYPE)), for instance of uint8"],
  M: [
    "dates",
    "dates are no features, and as float32 they would be rounded: save the columns of numbers alone; seconds from the first " +
    'date on are (array - array.min()) / numpy.timedelta64(1, "s")',
  ],
  m: [
    "time differences",
    'say in which unit: numpy.save(path, array / numpy.timedelta64(1, "s")) saves seconds',
  ],
  f: ["floats", `convert it: ${AS_NUMBERS}`],
};

/** What is told of a type as the head of a .npy file writes it, such as `<c8`, or a list of records. */
export function refusedType(descr: string): RefusedType {
  if (descr.startsWith("[")) return records(descr);
  const stated = descr.length > LONGEST ? `${descr.slice(0, LONGEST)}...` : descr;
  const [name, hint] = TYPES[/^[<>|=]?([A-Za-z])/.exec(descr)?.[1] ?? ""] ??
    ["unknown", `convert it: ${AS_NUMBERS}`];
  const isTwoBytes = /^[<>|=]?V2$/.test(descr);
  return { name: `${stated}, ${name}`, hint: isTwoBytes ? `bfloat16? ${WIDENED}` : hint };
}

/** Of records one field may be the features, and the others what they are of; or each is a column of them. */
function records(descr: string): RefusedType {
  const fields = Array.from(
    descr.matchAll(/\('([^'\\]*)', '([^'\\]*)'(, \([\d, ]+\))?\)/g),
    ([, name, type, shape]) => ({ name: name!, isNumber: /^[<>|=]?[fiub]\d/.test(type!), isMatrix: !!shape }),
  );
  const shown = fields.slice(0, MOST_FIELDS).map(({ name }) => `"${name}"`).join(", ");
  const more = fields.length > MOST_FIELDS ? ", ..." : "";
  const matrices = fields.filter(({ isNumber, isMatrix }) => isNumber && isMatrix);
  const numbers = fields.filter(({ isNumber }) => isNumber).map(({ name }) => name);
  const flat = (array: string) =>
    "from numpy.lib import recfunctions; numpy.save(path, recfunctions.structured_to_unstructured(" +
    `${array}))`;
  return {
    name: fields.length === 0 ? "records" : `records of ${shown}${more}`,
    hint: matrices.length === 1
      ? `the features are one field? numpy.save(path, array[${JSON.stringify(matrices[0]!.name)}])`
      : numbers.length === fields.length
      ? `convert it: ${flat("array")}`
      : `convert the fields that are numbers: ${flat(`array[${JSON.stringify(numbers)}]`)}`,
  };
}
