/** What an operation takes, read from the library's own definition of it (a serialized protocol buffer `OpDef`). */

/** One input argument. */
export interface InputArgument {
  /** For a list of tensors: the attribute that holds its length, or its types. */
  readonly list?: string;
}

/** Fields of `OpDef` and `OpDef.ArgDef` by their numbers. */
const INPUT_ARG = 2;
const NUMBER_ATTR = 5;
const TYPE_LIST_ATTR = 6;

/** The input arguments of a serialized `OpDef`, in order. */
export function inputArguments(bytes: Uint8Array): InputArgument[] {
  return fields(bytes).filter(({ number }) => number === INPUT_ARG).map(({ content }) => {
    const list = fields(content).find(({ number }) => number === NUMBER_ATTR || number === TYPE_LIST_ATTR);
    return list ? { list: new TextDecoder().decode(list.content) } : {};
  });
}

interface Field {
  readonly number: number;
  readonly content: Uint8Array;
}

/** The fields of a message that have a length: texts and messages. Numbers are skipped. */
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
        varint();
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
