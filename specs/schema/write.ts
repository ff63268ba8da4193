/** Writes `specs/recipe.schema.json`. */
import { recipeSchemaText } from "./mod.ts";

Deno.writeTextFileSync(new URL("../recipe.schema.json", import.meta.url), recipeSchemaText());
