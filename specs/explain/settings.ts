/** The values of a recipe with their origins. */
import type { Origin, Program } from "../program.ts";
import type { Setting } from "./explanation.ts";

/** Where a value comes from, in words. */
export function originText({ file, line, via }: Origin): string {
  return via === undefined ? `${file}:${line}` : "--set";
}

/** The constants that something uses. */
export function explainConstants({ recipe, origins }: Program): Setting[] {
  return origins.flatMap((origin): Setting[] => {
    const [section, name = ""] = origin.path.split(".");
    const value = section === "constants" ? recipe.constants[name] : undefined;
    if (value === undefined) return [];
    const stated = typeof origin.value === "string" ? { text: origin.value } : {};
    return [{ path: name, value, ...stated, from: originText(origin) }];
  });
}

/** Every option of the sections that are plain settings, defaults included. */
export function explainSettings({ recipe, origins }: Program): Setting[] {
  const { engine, data, features, training, inference, evaluation } = recipe;
  const known = new Map(origins.map((origin) => [origin.path, origin]));
  const read = (path: string, value: unknown): Setting[] => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.entries(value).flatMap(([key, inner]) => read(`${path}.${key}`, inner));
    }
    // A kind may be written as its word alone.
    const origin = known.get(path) ?? (path.endsWith(".kind") ? known.get(path.slice(0, -5)) : undefined);
    if (!origin) return [{ path, value, from: "default" }];
    const stated = typeof origin.value === "string" && origin.value !== value ? { text: origin.value } : {};
    return [{ path, value, ...stated, from: originText(origin) }];
  };
  const sections = { engine, data, features, training, inference, evaluation };
  return Object.entries(sections).flatMap(([name, section]) => read(name, section));
}
