/** Recipes, spoiled token by token or with drawn expressions in them, up to one training step. */
import fc from "fast-check";
import { loadRecipe } from "../../mod.ts";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { type Diagnostic, renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { ENGINES } from "./engines.ts";
import { expression, scalar } from "./expressions.ts";
import type { Fuzzer } from "./fuzzer.ts";
import { trainOneStep } from "./one_step.ts";

/** One change: at a token, with a word. */
interface Edit {
  readonly kind: "delete" | "repeat" | "replace" | "insert" | "swap";
  /** Where, as a part of the text. */
  readonly at: number;
  readonly other: number;
  readonly word: string;
}

/** What a recipe is made of. */
interface Drawn {
  readonly base: number;
  readonly edits: readonly Edit[];
  /** A loss and a signal, where there are any. */
  readonly loss: string | null;
  readonly signal: string | null;
  readonly engine: number;
}

const SMALL = ["constants.hidden=6", "features.sampling.length=12", "data.videos={train: 5, test: 1}"];
const FEW = ["training.batch=2", "training.steps=3", "data.length={min: 8, max: 20}"];

/** The demo and its ablation as files of their own, small. */
const BASES = ["recipes/demo.yaml", "recipes/ablations/demo_action_only.yaml"].map((file) => {
  const set = [...SMALL, ...FEW, "features.sources.rgb.width=5", "features.sources.flow.width=3"];
  return loadRecipe(file, { set }).resolved;
});

const WORDS = (
  "0 1 -1 2 0.5 1e9 1e-9 1e400 .nan .inf null ~ true {} [] { } [ ] : - # & * ! | > ' \" , ? @ % \t B T C D K x cas " +
  "features labels classes hidden keep sum mean max median conv1d kind in filters kernel -- ** ( ) = == + / ^"
).split(" ");

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("delete", "repeat", "replace", "insert", "swap"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  other: fc.double({ min: 0, max: 1, noNaN: true }),
  word: fc.constantFrom(...WORDS),
});

function spoil(text: string, edits: readonly Edit[]): string {
  const tokens = text.match(/\w+|\n *|[^\w\n]/g)!;
  for (const { kind, at, other, word } of edits) {
    const place = (part: number) => Math.min(tokens.length - 1, Math.floor(part * tokens.length));
    const [i, j] = [place(at), place(other)];
    if (kind === "delete") tokens.splice(i, 1);
    else if (kind === "repeat") tokens.splice(i, 0, tokens[i]!);
    else if (kind === "replace") tokens[i] = word;
    else if (kind === "insert") tokens.splice(i, 0, word);
    else [tokens[i], tokens[j]] = [tokens[j]!, tokens[i]!];
  }
  return tokens.join("");
}

/** A mistake in a file has a place. */
export function requirePlaces({ diagnostics }: UserError): void {
  const lost = diagnostics.find(({ place }: Diagnostic) => !place);
  if (lost) throw new Error(`No place: ${lost.message}`);
}

async function check({ base, edits, loss, signal, engine }: Drawn): Promise<string> {
  const files: Record<string, string> = {
    "base.yaml": spoil(BASES[base]!, edits),
    "drawn.yaml": `version: 1\nname: drawn\nextends: base.yaml\n` +
      (signal === null ? "" : `mining: { drawn: "${signal}" }\n`) +
      (loss === null ? "" : `losses: { drawn: "${loss}" }\n`),
  };
  let program;
  try {
    program = compileRecipe("drawn.yaml", { read: (path) => files[path]! });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    requirePlaces(error);
    renderDiagnostics(error);
    return "refused";
  }
  return await trainOneStep(program, ENGINES[engine % ENGINES.length]!);
}

/** Tries recipes. */
export const fuzzer: Fuzzer<Drawn> = {
  name: "recipes",
  inputs: fc.oneof(
    fc.record({
      base: fc.nat(BASES.length - 1),
      edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
      loss: fc.constant(null),
      signal: fc.constant(null),
      engine: fc.nat(2),
    }),
    fc.record({
      base: fc.nat(BASES.length - 1),
      edits: fc.constant([]),
      loss: fc.option(scalar),
      signal: fc.option(expression),
      engine: fc.nat(2),
    }),
  ),
  check,
};
