/** Which argument of which call the end of a half-written expression lies in. */

/** An argument that is being typed. */
export interface OpenArgument {
  /** What is called. */
  readonly call: string;
  /** Its number among the arguments, from 0. */
  readonly place: number;
  /** Its name, where it is given by name. */
  readonly name: string | undefined;
  /** Names of the arguments before it that are given by name. */
  readonly given: readonly string[];
}

/** The innermost open call at the end of a text; undefined outside of calls. */
export function openArgument(text: string): OpenArgument | undefined {
  const open: { call: string | undefined; place: number; name: string | undefined; given: string[] }[] = [];
  for (
    const [token, word] of text.matchAll(/([A-Za-z_][\w.]*)\s*\(|([A-Za-z_]\w*)\s*=(?!=)|[([\])]|,/g).map((
      match,
    ) => [match[0].replace(/^\w.*\(/s, "call").replace(/^\w.*=$/s, "name"), match[1] ?? match[2]] as const)
  ) {
    const top = open.at(-1);
    if (token === "call" || token === "(" || token === "[") {
      open.push({ call: token === "call" ? word : undefined, place: 0, name: undefined, given: [] });
    } else if (token === ")" || token === "]") open.pop();
    else if (token === "," && top) {
      top.place++;
      if (top.name !== undefined) top.given.push(top.name);
      top.name = undefined;
    } else if (token === "name" && top) top.name = word;
  }
  // Within parentheses or a list, which are of the argument around them.
  const found = open.findLast(({ call }) => call !== undefined);
  return found && { ...found, call: found.call! };
}
