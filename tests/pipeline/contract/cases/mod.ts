/** Every case of the contract. */
import type { Case } from "../check.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { BLOCK_CASES } from "./blocks.ts";
import { INDEXING } from "./indexing.ts";
import { JOINS } from "./joins.ts";
import { LOGIC } from "./logic.ts";
import { NEIGHBOURS } from "./neighbours.ts";
import { MODULES } from "./modules.ts";
import { REDUCTIONS } from "./reductions.ts";
import { SHAPES } from "./shapes.ts";
import { SELECTIONS } from "./selections.ts";

/** The cases, every function and block in one of them at least. */
export const CASES: readonly Case[] = [
  ...ARITHMETIC,
  ...LOGIC,
  ...INDEXING,
  ...NEIGHBOURS,
  ...REDUCTIONS,
  ...SHAPES,
  ...SELECTIONS,
  ...JOINS,
  ...BLOCK_CASES,
  ...MODULES,
];
