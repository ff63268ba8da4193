/** Features that a client sends in multipart/form-data or in JSON. */
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { npyBytes } from "../data/disk/npy_write.ts";
import { arrayOfJson } from "./json_array.ts";
import { Refusal } from "./refusal.ts";
import type { ServedFacts } from "./served_run.ts";

/** What a body depends on. */
export type BodyFacts = Pick<ServedFacts, "sources" | "refusesFilms">;

/** The bytes of a .npy file for each source. */
export type SentArrays = readonly (readonly [source: string, npy: Uint8Array])[];

/**
 * The parts of multipart/form-data.
 *
 * @throws {Refusal} With status 400 or 422.
 */
export async function formArrays(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  facts: BodyFacts,
): Promise<SentArrays> {
  const type = request.headers.get("content-type")!;
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => {
    throw new Refusal(400, {
      error: "The body is no multipart/form-data that can be read",
      expected: "parts with the boundary that the header Content-Type names",
      remedy: "leave the header to your client, as in: curl --form rgb=@video.npy",
    });
  });
  requireSources([...form.keys()], facts, "part");
  return await Promise.all(
    [...form].map(async ([name, part]) =>
      [name, typeof part === "string" ? new TextEncoder().encode(part) : await part.bytes()] as const
    ),
  );
}

/**
 * The arrays of a body of JSON.
 *
 * @throws {Refusal} With status 400 or 422.
 */
export function jsonArrays(bytes: Uint8Array, facts: BodyFacts): SentArrays {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refusal(400, {
      error: `The body is no JSON: ${(error as Error).message}`,
      expected: jsonExample(facts),
      remedy: "write it with a library of JSON; NaN and Infinity are none of its numbers",
    });
  }
  const { features, ...others } = isObject(value) ? value : {};
  const [other] = Object.keys(others);
  if (!isObject(features) || other !== undefined) {
    throw new Refusal(422, {
      error: other === undefined ? "The body has no object features" : `Unknown key "${other}" in the body`,
      expected: jsonExample(facts),
      remedy: "send { features } alone; options stand behind the question mark, such as ?top=5",
    });
  }
  requireSources(Object.keys(features), facts, "key");
  return Object.entries(features).map(([name, each]) => {
    const { values, shape } = arrayOfJson(name, each);
    return [name, npyBytes(values, shape)] as const;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Each source once, and nothing else. */
function requireSources(given: readonly string[], facts: BodyFacts, what: string): void {
  const names = facts.sources.map(({ name }) => name);
  const refuse = (error: string, remedy: string) =>
    new Refusal(422, { error, expected: wanted(facts), remedy });
  for (const [i, name] of given.entries()) {
    if (!names.includes(name)) {
      throw refuse(
        `Unknown ${what} "${name}"`,
        suggest(name, names) ?? `name it after a source: ${names.join(", ")}`,
      );
    }
    if (given.indexOf(name) !== i) {
      throw refuse(`There are two ${what}s "${name}"`, "send one video at a time");
    }
  }
  const absent = names.filter((name) => !given.includes(name));
  if (absent.length > 0) {
    throw refuse(
      `No features of ${absent.join(" and ")}`,
      `add a ${what} named ${absent.join(", and one named ")}`,
    );
  }
}

/** What a body has to be, in words. */
export function wanted({ sources, refusesFilms }: BodyFacts): string {
  const arrays = sources.map(({ name, width, axes }) =>
    `${name} [${
      axes.map((axis) => axis === "D" ? width ?? "values" : axis === "L" ? "snippets" : axis).join(", ")
    }]`
  );
  return `features of ${arrays.join(" and ")}, as .npy or as JSON${refusesFilms ? "" : ", or a film"}`;
}

function jsonExample({ sources }: BodyFacts): string {
  return `{ "features": { ${sources.map(({ name }) => `"${name}": [[value, ...], ...]`).join(", ")} } }`;
}
