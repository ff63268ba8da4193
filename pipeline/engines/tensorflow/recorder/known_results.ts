/**
 * Results that a recording has already: TensorFlow.js reshapes to the shape that is there, and makes the same numbers and the
 * same operation on the same tensors again. Every node takes time to record, to optimize and to replay.
 */
import { type Attribute, dtypes } from "../binding/attributes.ts";

/** A value of a recording. */
export interface Traced<Value> {
  /** -1 for a size that is not known. */
  readonly shape: readonly number[];
  readonly dtype: number;
  /** Tells equal constants, where they are short. */
  readonly key?: string | undefined;
  /** Whole numbers of a short constant. */
  readonly numbers?: ArrayLike<number> | undefined;
  /** Of a reshaped value: what was reshaped. */
  readonly reshaped?: Value | undefined;
}

/** An operation on values. */
export interface Operation<Value extends Traced<Value>> {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly inputs: readonly Value[];
}

/** The value that an operation leaves as it is; undefined where it changes something or may do so. */
export function unchanged<Value extends Traced<Value>>(
  { name, attributes, inputs }: Operation<Value>,
): Value | undefined {
  const [x, shape] = inputs;
  const to = (which: string) => attributes.find(({ name }) => name === which)?.value;
  if (name === "Cast" && to("DstT") === x!.dtype) return x;
  if (name === "Reshape" && isShape(shape!, x!.shape)) return x;
}

/** The same reshape of what was reshaped before, where the library knows its size. */
export function fromSource<Value extends Traced<Value>>(operation: Operation<Value>): Operation<Value> {
  const [x, ...others] = operation.inputs;
  if (operation.name !== "Reshape" || !x!.reshaped?.shape.every((size) => size >= 0)) return operation;
  return { ...operation, inputs: [x!.reshaped, ...others] };
}

/** Whether a constant asks for a shape of sizes that are known. */
function isShape<Value>({ numbers }: Traced<Value>, shape: readonly number[]): boolean {
  if (numbers === undefined || numbers.length !== shape.length) return false;
  const asked = Array.from(numbers);
  const rest = asked.indexOf(-1);
  return shape.every((size, i) => size > 0 && (i === rest || asked[i] === size));
}

/** Names operations: those that give the same have the same name. */
export function newKeys<Value extends Traced<Value>>(): (operation: Operation<Value>) => string {
  const numbers = new Map<Value, number>();
  const keyOf = (value: Value) => {
    if (value.key !== undefined) return value.key;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value);
  };
  return ({ name, attributes, inputs }) =>
    [
      name,
      ...attributes.map(({ name, value }) => `${name}=${value}`).sort(),
      ...inputs.map(keyOf),
    ].join("; ");
}

/** Bytes up to which a constant is short. */
const SHORT = 64;

/** What is known of the contents of a constant. */
export function contentsOf(
  shape: readonly number[],
  dtype: number,
  values: ArrayBufferView,
): Pick<Traced<unknown>, "key" | "numbers"> {
  if (values.byteLength > SHORT) return {};
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return {
    key: `${dtype} [${shape}] ${bytes}`,
    numbers: dtype === dtypes.int32 && values instanceof Int32Array ? values.slice() : undefined,
  };
}
