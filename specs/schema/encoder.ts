/** The JSON Schema of an encoder's description, for completion, hover texts and checks in editors. */
import { encoderDescription } from "../encoder/description.ts";
import { inKeywordOrder, type JsonSchema, jsonSchema } from "./json.ts";
import { FIELDS } from "./signature.ts";

/** The schema of a description. */
export function encoderSchema(): JsonSchema {
  return inKeywordOrder({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Encoder",
    description: "How films become snippet features",
    ...jsonSchema(encoderDescription(FIELDS)),
  }) as JsonSchema;
}

/** The schema as the text of its file. */
export function encoderSchemaText(): string {
  return `${JSON.stringify(encoderSchema(), null, 2)}\n`;
}
