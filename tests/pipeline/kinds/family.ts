/** What the contract test of a family begins with: a case for every kind, with a mistake that is told. */
import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { type Choice, CHOICES } from "../../../specs/kinds/mod.ts";
import { compileSmall } from "../../specs/compile/small.ts";

/** A mistake of a recipe that extends tests/golden/base.yaml, or of what else names a kind, and what is told first. */
export interface Misuse {
  readonly recipe: string;
  readonly told: string;
}

/**
 * Declares tests of a family: each kind has a case, and its mistake is told. What holds of the kinds of every family is
 * tested in tests/specs/kinds/mod_contract_test.ts.
 */
export function testFamily(
  family: Choice,
  cases: Readonly<Record<string, { readonly misuse: Misuse }>>,
  read: (text: string) => unknown = compileSmall,
): void {
  Deno.test(`Family ${family} has a contract case for every kind`, () => {
    assert.deepEqual(Object.keys(cases).sort(), [...CHOICES[family].keys()].sort());
  });
  for (const [kind, { misuse: { recipe, told } }] of Object.entries(cases)) {
    Deno.test(`Kind ${kind} of ${family} tells a mistake: ${told}`, () => {
      assert.throws(() => read(recipe), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.diagnostics[0]!.message, told);
        assert.equal(error.diagnostics[0]!.place?.file, "small.yaml");
        return true;
      });
    });
  }
}
