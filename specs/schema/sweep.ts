/** The JSON Schema of a grid, for completion, hover texts and checks in editors. */
import { GRID } from "../sweep/grid.ts";
import { inKeywordOrder, type JsonSchema, jsonSchema } from "./json.ts";

/** The schema of a grid file. */
export function sweepSchema(): JsonSchema {
  return inKeywordOrder({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Grid",
    description: "The variants of a recipe that a sweep trains",
    ...jsonSchema(GRID),
  }) as JsonSchema;
}

/** The schema as the text of its file. */
export function sweepSchemaText(): string {
  return `${JSON.stringify(sweepSchema(), null, 2)}\n`;
}
