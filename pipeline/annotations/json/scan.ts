/** Walks JSON text that is known to be valid, to find where a value stands in it. */

/** One member of an object or array in a text. */
export interface Member {
  /** Key in an object, position in an array. */
  readonly key: string | number;
  /** Offset of an object's key, quotes included. */
  readonly keyStart?: number;
  /** Offset after an object's key. */
  readonly keyEnd?: number;
  /** Offset of the value. */
  readonly start: number;
  /** Offset after the value. */
  readonly end: number;
}

/** The offset after white space. */
export function afterSpace(text: string, at: number): number {
  let i = at;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** Whether a character is white space in JSON. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The offset after the string whose opening quote is at `at`; `unclosed` when it does not end. */
export function afterString(text: string, at: number, unclosed = text.length): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return unclosed;
}

/** The offset after the value that starts at `at`. */
export function afterValue(text: string, at: number): number {
  if (text[at] === '"') return afterString(text, at);
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = afterString(text, i) - 1;
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") {
      if (depth === 0) return i;
      if (--depth === 0) return i + 1;
    } else if (depth === 0 && (c === "," || isSpace(text.charCodeAt(i)))) return i;
  }
  return text.length;
}

/** Levels of objects and arrays that a text may have. */
export const DEEPEST = 1000;

/** The offset of the first bracket that is too deep; the text need not be valid. */
export function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) i = afterString(text, i) - 1;
    else if (code === 91 || code === 123) {
      if (++depth > DEEPEST) return i;
    } else if (code === 93 || code === 125) depth--;
  }
  return undefined;
}

/** The members of the object or array at `at`, in the order of the text; none when a scalar is there. */
export function* members(text: string, at: number): Generator<Member> {
  const isObject = text[at] === "{";
  if (!isObject && text[at] !== "[") return;
  let i = afterSpace(text, at + 1);
  for (let index = 0; i < text.length && text[i] !== "}" && text[i] !== "]"; index++) {
    let key: Pick<Member, "key" | "keyStart" | "keyEnd"> = { key: index };
    if (isObject) {
      const keyEnd = afterString(text, i);
      key = { key: JSON.parse(text.slice(i, keyEnd)) as string, keyStart: i, keyEnd };
      i = afterSpace(text, afterSpace(text, keyEnd) + 1);
    }
    const start = i;
    let end: number | undefined;
    // Only where it is asked for: the value that is looked for may be half of a file.
    const endOf = () => end ??= afterValue(text, start);
    yield {
      ...key,
      start,
      get end() {
        return endOf();
      },
    };
    i = afterSpace(text, endOf());
    if (text[i] === ",") i = afterSpace(text, i + 1);
  }
}
