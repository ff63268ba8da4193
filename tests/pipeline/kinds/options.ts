/** What every family promises of its kinds' options: described, in the reference and the schema, mistakes told. */
import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Choice, CHOICES } from "../../../specs/kinds/mod.ts";
import { fields } from "../../../specs/options/fields.ts";
import { jsonSchema } from "../../../specs/schema/json.ts";
import { recipeSchemaText } from "../../../specs/schema/mod.ts";
import { referenceText } from "../../../specs/schema/reference.ts";
import { compileSmall } from "../../specs/compile/small.ts";

/** A mistake of a recipe that extends tests/golden/base.yaml, and what is told first. */
export interface Misuse {
  readonly recipe: string;
  readonly told: string;
}

/** Declares tests of a family: each kind has a case, and one of them a mistake. */
export function testFamily(
  family: Choice,
  cases: Readonly<Record<string, { readonly misuse: Misuse }>>,
): void {
  Deno.test(`Family ${family} has a contract case for every kind`, () => {
    assert.deepEqual(Object.keys(cases).sort(), [...CHOICES[family].keys()].sort());
  });
  const build = fields(() => 1, (name) => CHOICES[name as Choice]);
  const [reference, schema] = [referenceText(), recipeSchemaText()];
  for (const { kind, summary, options } of CHOICES[family].values()) {
    Deno.test(`Kind ${kind} of ${family} is described, option by option`, () => {
      assert.match(summary, /^[A-Z].*[^.]$/);
      const { properties } = jsonSchema(options(build)) as {
        properties: Record<string, { description?: string }>;
      };
      for (const [name, { description }] of Object.entries(properties)) {
        assert.ok(description, name);
        assert.ok(
          reference.includes(`| \`${name}\` |`) && reference.includes(description.slice(0, 40)),
          name,
        );
      }
      assert.ok(reference.includes(`### kind: ${kind}\n`) && schema.includes(`"const": "${kind}"`), kind);
    });
  }
  for (const [kind, { misuse: { recipe, told } }] of Object.entries(cases)) {
    Deno.test(`Kind ${kind} of ${family} tells a mistake: ${told}`, () => {
      assert.throws(() => compileSmall(recipe), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.diagnostics[0]!.message, told);
        assert.equal(error.diagnostics[0]!.place?.file, "small.yaml");
        return true;
      });
    });
  }
}
