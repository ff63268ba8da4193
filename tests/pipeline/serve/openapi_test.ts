import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { openapiOf } from "../../../pipeline/serve/openapi.ts";
import { inFolder } from "../../temporary.ts";
import { FACTS, fakeServer, jsonRequest, servedSource } from "./fake_server.ts";

const LIMITS = { film: 10_000, features: 5_000, idle: 1000 };

Deno.test("The description is OpenAPI 3.1, of runs with one source and with several, with films and without", async () => {
  const refusesFilms = { error: "the data are generated", remedy: "send features" };
  for (const facts of [FACTS, { ...FACTS, sources: [servedSource("rgb", 3)], refusesFilms }]) {
    const description = JSON.parse(JSON.stringify(openapiOf(facts, LIMITS)));
    const validator = new Validator();
    const { valid, errors } = await validator.validate(description);
    assert.ok(valid, JSON.stringify(errors));
    assert.equal(validator.version, "3.1");
  }
});

Deno.test("What the server answers, and what it refuses with, is what the description says", async () => {
  await inFolder(async (folder) => {
    const server = fakeServer(folder);
    const { body: description } = await server.ask("/openapi.json");
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: "walt", ...description });
    const requireSchema = (path: string, value: unknown) => {
      const validate = ajv.getSchema(`walt#${path}`)!;
      assert.ok(validate(value), JSON.stringify(validate.errors));
    };
    const { body } = await server.ask("/segments", jsonRequest());
    requireSchema("/components/schemas/Found", body);
    requireSchema("/components/schemas/Health", (await server.ask("/health")).body);
    requireSchema("/components/schemas/Refusal", (await server.ask("/segments?x=1", jsonRequest())).body);
    const sent = "/paths/~1segments/post/requestBody/content/application~1json/schema";
    requireSchema(sent, JSON.parse(String(jsonRequest().body)));
    const validate = ajv.getSchema(`walt#${sent}`)!;
    for (const features of [{ rgb: [[1, 2, 3]] }, { rgb: [[1, 2]], flow: [[1, 2]] }, { rgb: 1, flow: 2 }]) {
      assert.ok(!validate({ features }));
    }
  });
});
