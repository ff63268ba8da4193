/** What an operation takes, read from the library's own definition of it (a serialized protocol buffer `OpDef`). */

/** One input argument. */
export interface InputArgument {
  /** For a list of tensors: the attribute that holds its length, or its types. */
  readonly list?: string;
}

/** What an operation is. */
export interface OperationDefinition {
  /** In order. */
  readonly inputs: readonly InputArgument[];
  /** Whether equal inputs may give other results, or something else is changed. */
  readonly isStateful: boolean;
}

/** Fields of `OpDef` and `OpDef.ArgDef` by their numbers. */
const INPUT_ARG = 2;
const IS_STATEFUL = 17;
const NUMBER_ATTR = 5;
const TYPE_LIST_ATTR = 6;

/** Reads a serialized `OpDef`. */
export function readDefinition(bytes: Uint8Array): OperationDefinition {
  const all = fields(bytes);
  const inputs = all.filter(({ number }) => number === INPUT_ARG).map(({ content }) => {
    const list = fields(content).find(({ number }) => number === NUMBER_ATTR || number === TYPE_LIST_ATTR);
    return list ? { list: new TextDecoder().decode(list.content) } : {};
  });
  return { inputs, isStateful: all.some(({ number, value }) => number === IS_STATEFUL && value === 1) };
}

interface Field {
  readonly number: number;
  /** Of a text or message; empty for a number. */
  readonly content: Uint8Array;
  /** Of a whole number. */
  readonly value?: number;
}

/** The fields of a message, without those of numbers that are not whole. */
function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1;; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    switch (tag & 7) {
      case 0:
        found.push({ number: tag >> 3, content: new Uint8Array(), value: varint() });
        break;
      case 1:
        at += 8;
        break;
      case 5:
        at += 4;
        break;
      default: {
        const length = varint();
        found.push({ number: tag >> 3, content: bytes.subarray(at, at += length) });
      }
    }
  }
  return found;
}
