/** The language that recipes are written in: which kinds there are, and how they run. */
import { VOCABULARY, type Vocabulary } from "../specs/kinds/mod.ts";
import { KINDS, type Kinds } from "./kinds/mod.ts";

/** What recipes may choose, and how it runs. */
export interface Language {
  /** The kinds that recipes may name: what compiling takes. */
  readonly vocabulary: Vocabulary;
  /** How they run: what a model takes. */
  readonly kinds: Kinds;
}

/** The language without extensions. */
export const LANGUAGE: Language = { vocabulary: VOCABULARY, kinds: KINDS };
