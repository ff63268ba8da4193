/** What each verb of `walt` needs before it starts. The tasks of deno.json say the same of themselves. */

/** Needs of a verb. */
export interface VerbNeeds {
  /** The set of `permissions` in deno.json. */
  readonly permissions: string;
  /** Whether it computes, so that the fast engine is fetched first. */
  readonly engine?: boolean;
  /** Whether it draws films or looks for people in them, so that the packages of films are fetched first. */
  readonly films?: boolean;
}

/** By the verb, with the second word where it has one; `bench`, `parity` and `playground` are tasks of a checkout alone. */
export const VERB_NEEDS: Readonly<Record<string, VerbNeeds>> = {
  "run": { permissions: "run", engine: true },
  "sweep": { permissions: "sweep", engine: true },
  "eval": { permissions: "check" },
  "diagnose": { permissions: "check" },
  "compare": { permissions: "compare" },
  "report": { permissions: "report", engine: true },
  "predict": { permissions: "predict", engine: true },
  "check": { permissions: "check" },
  "explain": { permissions: "check" },
  "list": { permissions: "check" },
  "lsp": { permissions: "lsp" },
  "new": { permissions: "new" },
  "doctor": { permissions: "doctor" },
  "completions": { permissions: "check" },
  "diff": { permissions: "check" },
  "data": { permissions: "data" },
  "video features": { permissions: "video", engine: true, films: true },
  "video watch": { permissions: "video", engine: true, films: true },
  "video draw": { permissions: "video", films: true },
  "video": { permissions: "video" },
  "serve": { permissions: "serve", engine: true },
  "engine": { permissions: "engine" },
};

/** Tasks that work on walt itself, with what a checkout has and a package has not. */
export const CHECKOUT_TASKS: readonly string[] = [
  ...["bench", "parity", "playground", "schema", "package", "licences", "site"],
  ...["test", "fuzz", "mutate", "ok"],
];

/** What tells about walt, its help and what is no verb: reading alone. */
const NOTHING: VerbNeeds = { permissions: "check" };

/** The needs of a command line, which begins with a verb. */
export function needsOf(words: readonly string[]): VerbNeeds {
  if (words.some((word) => word === "--help" || word === "-h")) return NOTHING;
  const [verb = "", second = ""] = words;
  return VERB_NEEDS[`${verb} ${second}`] ?? VERB_NEEDS[verb] ?? NOTHING;
}
