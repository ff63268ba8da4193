/** Conditions: 0 is false, every other number is true. Operands are aligned by axis name. */
import { type FunctionSpec, signal } from "./function.ts";

function connective(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    detached: true,
    parameters: [signal("a", "Left operand"), signal("b", "Right operand")],
    result(args) {
      const type = args.unify([args.signal("a"), args.signal("b")], "b");
      return { type, align: type, traits: { reach: 0 } };
    },
  };
}

/** The functions of this family. */
export const logic: readonly FunctionSpec[] = [
  connective("and", "1 where neither a nor b is 0, else 0"),
  connective("or", "1 where a or b is not 0, else 0"),
  {
    name: "not",
    summary: "1 where x is 0, else 0",
    detached: true,
    parameters: [signal("x", "Operand")],
    result: (args) => ({ type: args.signal("x"), traits: { reach: 0 } }),
  },
  {
    name: "where",
    summary: "a where the condition is not 0, else b. The gradient reaches the one that is taken",
    parameters: [
      signal("condition", "What decides; no gradient"),
      signal("a", "Taken where it is not 0"),
      signal("b", "Taken where it is 0"),
    ],
    result(args) {
      const type = args.unify([args.signal("condition"), args.signal("a"), args.signal("b")], "b");
      return { type, align: type, traits: { reach: 0 } };
    },
  },
];
