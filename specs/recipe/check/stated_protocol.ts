/** A protocol from words beside files: its name, and axes that are set as a recipe's are. */
import { type Diagnostic, UserError, userError } from "../../diagnostics/diagnostics.ts";
import { type Choice, CHOICES } from "../../kinds/mod.ts";
import { findProtocol } from "../../kinds/protocols/mod.ts";
import type { Protocol } from "../../kinds/protocols/protocol.ts";
import { loadTree } from "../../load/mod.ts";
import { fields } from "../../options/fields.ts";
import { SETTINGS } from "../mod.ts";
import { evaluatorOf } from "./evaluator.ts";
import { checkSection } from "./section.ts";

const PROTOCOL = ["evaluation", "protocol"];

/**
 * The protocol of a name, with other axes.
 *
 * @param set overrides `evaluation.protocol.<axis>=<value>`, in order.
 * @throws {UserError} When there is no such protocol, or with every mistake in the overrides.
 */
export function statedProtocol(name: string, set: readonly string[]): Protocol {
  const preset = findProtocol(name);
  if (set.length === 0) return preset;
  const path = PROTOCOL.join(".");
  const other = set.find((each) => !new RegExp(`^\\s*${path}(\\.|\\s*=)`).test(each));
  if (other !== undefined) {
    throw userError(
      `--set "${other}" says nothing about how predictions are compared`,
      `write ${path}.<axis>=<value>, such as ${path}.ap=raw`,
    );
  }
  const text = `version: 1\nname: stated\n${PROTOCOL[0]}: { ${PROTOCOL[1]}: { kind: ${name} } }\n`;
  const { tree, diagnostics: found } = loadTree("stated.yaml", { set, read: () => text });
  const diagnostics: Diagnostic[] = [...found];
  const numbers = { get: () => undefined, names: () => [] };
  const builders = fields(evaluatorOf(numbers), (family) => CHOICES[family as Choice]);
  const evaluation = checkSection(tree, PROTOCOL.slice(0, 1), SETTINGS.evaluation(builders), diagnostics);
  if (!evaluation || diagnostics.length > 0) throw new UserError("Cannot use --set", diagnostics);
  return evaluation.protocol;
}
