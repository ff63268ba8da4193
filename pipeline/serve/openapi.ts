/** The description of the server's routes in OpenAPI 3.1, for the run that it serves. */
import { VERSION } from "../version.ts";
import { type BodyLimits, MEGABYTE } from "./body.ts";
import { QUERY_OPTIONS } from "./segment_options.ts";
import { wanted } from "./sent_arrays.ts";
import type { ServedFacts, ServedSource } from "./served_run.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The description as plain data. */
export function openapiOf(facts: ServedFacts, limits: BodyLimits): Schema {
  const { recipe, run, classes, refusesFilms } = facts;
  return {
    openapi: "3.1.0",
    info: {
      title: `walt: segments of ${recipe}`,
      version: VERSION,
      summary: `Localizes ${classes.length} actions in features or films, with the model of run ${run}`,
    },
    paths: {
      "/segments": {
        post: {
          operationId: "findSegments",
          summary: "Finds segments in one video",
          description: `Send ${wanted(facts)}. ${
            refusesFilms
              ? `This run takes no film: ${refusesFilms.error}.`
              : "A film is encoded as those of the run were."
          } Requests are answered one at a time, in their order.`,
          parameters: QUERY_OPTIONS.map(({ name, schema, description }) => ({
            name,
            in: "query",
            required: false,
            schema,
            description,
          })),
          requestBody: { required: true, content: bodies(facts, limits) },
          responses: {
            200: { description: "What was found", ...json({ $ref: "#/components/schemas/Found" }) },
            ...refusals({
              400: "An option or the body cannot be read",
              403: "The request comes from a page of another site",
              408: "The body stopped coming",
              413: "The body is too large",
              415: "The body is of a type that is not read",
              422: "The features or the film are not what the model reads",
              507: "The disk of the server is full",
            }),
            503: {
              description: "The queue is full",
              headers: { "Retry-After": { schema: { type: "integer" }, description: "Seconds to wait" } },
              ...json({ $ref: "#/components/schemas/Refusal" }),
            },
          },
        },
      },
      "/health": {
        get: {
          operationId: "getHealth",
          summary: "Says that the server answers, and what it is doing",
          responses: { 200: { description: "It does", ...json({ $ref: "#/components/schemas/Health" }) } },
        },
      },
      "/openapi.json": {
        get: {
          operationId: "getDescription",
          summary: "This description",
          responses: { 200: { description: "OpenAPI 3.1", ...json({ type: "object" }) } },
        },
      },
      "/": {
        get: {
          operationId: "getPage",
          summary: "A page that sends a film or features and shows their segments",
          responses: {
            200: { description: "The page", content: { "text/html": { schema: { type: "string" } } } },
          },
        },
      },
    },
    components: { schemas: schemas(classes) },
  };
}

function json(schema: Schema) {
  return { content: { "application/json": { schema } } };
}

function refusals(statuses: Readonly<Record<number, string>>): Schema {
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      { description, ...json({ $ref: "#/components/schemas/Refusal" }) },
    ]),
  );
}

function bodies({ sources, refusesFilms }: ServedFacts, { film, features }: BodyLimits): Schema {
  const parts = (schema: (source: ServedSource) => Schema) => ({
    type: "object",
    additionalProperties: false,
    required: sources.map(({ name }) => name),
    properties: Object.fromEntries(sources.map((source) => [source.name, schema(source)])),
  });
  const npy = { type: "string", contentMediaType: "application/x-npy" };
  const binary = {
    schema: {
      description: `A film, of at most ${film / MEGABYTE} MB${
        sources.length === 1 ? ", or a .npy file" : ""
      }`,
    },
  };
  return {
    "multipart/form-data": {
      schema: {
        ...parts(({ axes }) => ({ ...npy, description: `A .npy file, axes [${axes.join(", ")}]` })),
        description: `At most ${Math.min(film, features) / MEGABYTE} MB`,
      },
    },
    "application/json": {
      schema: {
        type: "object",
        additionalProperties: false,
        required: ["features"],
        properties: { features: parts(arraySchema) },
      },
    },
    ...sources.length === 1 ? { "application/x-npy": { schema: npy } } : {},
    ...refusesFilms ? {} : { "video/*": binary },
    ...refusesFilms && sources.length > 1 ? {} : { "application/octet-stream": binary },
  };
}

/** Lists of lists, as many as there are axes. */
function arraySchema({ axes, width }: ServedSource): Schema {
  const [axis, ...inner] = axes.map((name) =>
    name === "D" && width !== undefined ? { minItems: width, maxItems: width } : {}
  );
  const nested = (own: Schema, rest: readonly Schema[]): Schema => ({
    type: "array",
    ...own,
    items: rest.length === 0 ? { type: "number" } : nested(rest[0]!, rest.slice(1)),
  });
  return { ...nested(axis!, inner), description: `Axes [${axes.join(", ")}]` };
}

function schemas(classes: readonly string[]): Schema {
  const seconds = { type: "number", description: "Seconds" };
  const text = { type: "string" };
  return {
    Segment: object({
      label: { enum: classes },
      score: { type: "number" },
      segment: { type: "array", prefixItems: [seconds, seconds], minItems: 2, maxItems: 2 },
    }),
    Found: object({
      video: text,
      unit: { const: "seconds" },
      segments: {
        type: "array",
        items: { $ref: "#/components/schemas/Segment" },
        description: "The best first",
      },
      found: { type: "integer", description: "How many there were before top and min_score" },
      duration: seconds,
      snippets: { type: "integer" },
      fps: { type: "number", description: "Frames per second of the frames that snippets count" },
      stride: { type: "number", description: "Frames from one snippet to the next" },
      window: { type: "number", description: "Frames that a snippet was computed on" },
      warnings: { type: "array", items: text },
    }),
    Health: object({
      status: { const: "ok" },
      run: text,
      recipe: text,
      step: { type: "integer" },
      busy: { type: "boolean", description: "Whether a request is being worked on" },
      jobs: { type: "integer", description: "Requests in the house, the one that is worked on too" },
    }),
    Refusal: {
      ...object({
        error: { ...text, description: "What is wrong" },
        expected: { ...text, description: "What is wanted" },
        remedy: { ...text, description: "What to do" },
      }),
      properties: {
        error: text,
        expected: text,
        remedy: text,
        problems: {
          type: "array",
          items: { type: "object" },
          description: "Every mistake, where there are several",
        },
      },
    },
  };
}

function object(properties: Schema): Schema {
  return { type: "object", required: Object.keys(properties), properties };
}
