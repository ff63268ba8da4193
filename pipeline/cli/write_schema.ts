/** Writes what is made from the language: the schemas of `specs` for editors and `docs/reference.md` for people. */
import { encoderSchemaText } from "../../specs/schema/encoder.ts";
import { recipeSchemaText } from "../../specs/schema/mod.ts";
import { referenceText } from "../../specs/schema/reference.ts";
import { sweepSchemaText } from "../../specs/schema/sweep.ts";
import { refuseArguments } from "./options/refuse_arguments.ts";

refuseArguments("schema", "the schemas and the reference");

Deno.writeTextFileSync(new URL("../../specs/recipe.schema.json", import.meta.url), recipeSchemaText());
Deno.writeTextFileSync(new URL("../../specs/sweep.schema.json", import.meta.url), sweepSchemaText());
Deno.writeTextFileSync(new URL("../../specs/encoder.schema.json", import.meta.url), encoderSchemaText());
Deno.writeTextFileSync(new URL("../../docs/reference.md", import.meta.url), referenceText());
