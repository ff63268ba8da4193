/** How a call or a kind is written, in one line. */
import { type Choice, CHOICES } from "../kinds/mod.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import type { KindSpec } from "../kinds/kind.ts";
import { fields } from "../options/fields.ts";
import { jsonSchema } from "./json.ts";

/** Builders of options in which every constant is 1. */
export const FIELDS = fields(() => 1, (family) => CHOICES[family as Choice]);

/** A call of a function, such as "dropout(x, rate)"; what may be left out is shown with `=`. */
export function callText({ name, parameters }: FunctionSpec): string {
  const names = parameters.map(({ name, default: fallback }) =>
    fallback === undefined ? name : `${name}=${fallback ?? ""}`
  );
  return `${name}(${names.join(", ")})`;
}

/** What a function computes, in a sentence. */
export function meaning({ summary, detached }: FunctionSpec): string {
  return detached ? `${summary}. No gradient` : summary;
}

/** A kind with its keys, such as "{ kind: nms, overlap, length=plain }"; what may be left out is shown with `=`. */
export function kindText({ kind, options }: KindSpec): string {
  const { properties = {}, required = [] } = jsonSchema(options(FIELDS)) as {
    properties?: Record<string, { default?: unknown }>;
    required?: string[];
  };
  const keys = Object.entries(properties).filter(([name]) => name !== "kind").map(
    ([name, { default: fallback }]) => {
      if (required.includes(name)) return name;
      return `${name}=${fallback === undefined ? "" : String(fallback)}`;
    },
  );
  return keys.length === 0 ? kind : `{ ${[`kind: ${kind}`, ...keys].join(", ")} }`;
}
