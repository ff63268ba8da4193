/** The steps of what macros make, as signals that a person may look at. */
import { plain, type Tree } from "../load/tree.ts";
import type { Signal } from "../program.ts";
import type { Value } from "./value.ts";

/** The signals within a signal, `<signal>.<step>`; none where no macro made it. */
export function stepSignals(name: string, section: string, { made }: Value): Signal[] {
  return [...made?.steps ?? []].flatMap(([each, value]) => {
    const step = made!.macro.steps.get(each)!;
    const inner = `${name}.${each}`;
    return [{
      name: inner,
      section,
      node: value.node,
      type: value.type,
      kind: step.is === "block" ? step.kind : "expression",
      text: textOf(step.tree),
      place: step.tree.place,
    }, ...stepSignals(inner, section, value)];
  });
}

/** What an entry says, on one line. */
export function textOf(tree: Tree): string {
  if (tree.shape !== "map") return JSON.stringify(plain(tree)).replaceAll('"', "");
  return `{ ${[...tree.entries].map(([key, { value }]) => `${key}: ${textOf(value)}`).join(", ")} }`;
}
