/** Extension files for tests. */
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const HEAD = `import * as tf from "@tensorflow/tfjs-core";
import { z } from "zod";
const parameters = [{ name: "x", takes: "signal", description: "Operand" }];
const spec = { name: "NAME", summary: "It does", parameters, result: (args) => ({ type: args.signal("x") }) };
const run = ({ inputs: [x] }) => tf.add(x, 1);
const block = {
  kind: "NAME",
  summary: "It does",
  inputs: ["in"],
  options: () => z.strictObject({ in: z.string() }),
  build: (_, [type]) => ({ type, parameters: [], options: {}, multiplyAdds: 0 }),
};
`;

let made = 0;

/** A recipe that calls the function, or has a block of the kind, that an extension adds. */
export function write(extension: string): { folder: string; recipe: string; name: string } {
  const folder = temporaryFolder();
  const name = `thing_${made++}`;
  const recipe = join(folder, "r.yaml");
  Deno.writeTextFileSync(join(folder, "e.ts"), (HEAD + extension).replaceAll("NAME", name));
  const signal = /export const blocks/.test(extension) ? `{ kind: ${name}, in: x }` : `"${name}(x)"`;
  Deno.writeTextFileSync(
    recipe,
    `version: 1
name: r
extends: ${join(ROOT, "recipes", "demo.yaml")}
use: { mine: e.ts }
embedding: { mine: ${signal} }
constants: { hidden: 4 }
features: { sampling: { length: 8 } }
`,
  );
  return { folder, recipe, name };
}
