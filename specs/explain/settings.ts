/** The values of a recipe with their origins. */
import type { Origin, Program } from "../program.ts";
import type { Setting } from "./explanation.ts";

/** Where the values of a program come from, in words. */
export interface Sources {
  /** `file:line`, with the flags that change a constant which is written there; or "--set". */
  of(origin: Origin): string;
}

/** Looks up the flags of constants once. */
export function sourcesOf({ origins }: Program): Sources {
  const constants = new Map(
    origins.filter(({ path }) => path.startsWith("constants.")).map((
      origin,
    ) => [origin.path.slice(10), origin]),
  );
  const flagsOf = (value: unknown): string[] => {
    if (typeof value !== "string") return [];
    const used = (value.match(/[A-Za-z_]\w*/g) ?? []).flatMap((word) => constants.get(word) ?? []);
    return used.flatMap((origin) => origin.via ?? (origin.value === value ? [] : flagsOf(origin.value)));
  };
  return {
    of({ file, line, via, value }) {
      if (via !== undefined) return "--set";
      const flags = [...new Set(flagsOf(value))].map((flag) => `--set ${flag}`);
      return `${file}:${line}${flags.length === 0 ? "" : ` (${flags.join(", ")})`}`;
    },
  };
}

/** The constants that something uses. */
export function explainConstants({ recipe, origins }: Program, sources: Sources): Setting[] {
  return origins.flatMap((origin): Setting[] => {
    const [section, name = ""] = origin.path.split(".");
    const value = section === "constants" ? recipe.constants[name] : undefined;
    if (value === undefined) return [];
    const stated = typeof origin.value === "string" ? { text: origin.value } : {};
    return [{ path: name, value, ...stated, from: sources.of(origin) }];
  });
}

/** Every option of the sections that are plain settings, defaults included. */
export function explainSettings({ recipe, origins }: Program, sources: Sources): Setting[] {
  const { engine, data, features, training, inference, evaluation, report } = recipe;
  const known = new Map(origins.map((origin) => [origin.path, origin]));
  const read = (path: string, value: unknown): Setting[] => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.entries(value).flatMap(([key, inner]) => read(`${path}.${key}`, inner));
    }
    // A kind may be written as its word alone.
    const origin = known.get(path) ?? (path.endsWith(".kind") ? known.get(path.slice(0, -5)) : undefined);
    if (!origin) return [{ path, value, from: "default" }];
    const stated = typeof origin.value === "string" && origin.value !== value ? { text: origin.value } : {};
    return [{ path, value, ...stated, from: sources.of(origin) }];
  };
  const sections = { engine, data, features, training, inference, evaluation, report };
  return Object.entries(sections).flatMap(([name, section]) => read(name, section));
}
