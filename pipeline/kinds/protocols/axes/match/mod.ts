/** Every match rule of protocols. */
import type { Protocol } from "../../../../../specs/kinds/protocols/protocol.ts";
import { matchGreedily } from "./anet_greedy.ts";
import { bestFree } from "./best_free.ts";
import { bestOnly } from "./best_only.ts";
import { firstFit } from "./first_fit.ts";
import type { Match } from "./match.ts";
import { toolkit } from "./toolkit.ts";

/** The match rules by their word. */
export const MATCHES: Readonly<Record<Protocol["match"], Match>> = {
  anet_greedy: matchGreedily,
  best_free: bestFree,
  best_only: bestOnly,
  first_fit: firstFit,
  toolkit,
};
