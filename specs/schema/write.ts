/** Writes what is made from the language: `specs/recipe.schema.json` for editors and `docs/reference.md` for people. */
import { recipeSchemaText } from "./mod.ts";
import { referenceText } from "./reference.ts";

Deno.writeTextFileSync(new URL("../recipe.schema.json", import.meta.url), recipeSchemaText());
Deno.writeTextFileSync(new URL("../../docs/reference.md", import.meta.url), referenceText());
