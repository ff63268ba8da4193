/** Leaves last words and dies by the signal that the first argument names, for last_words_test.ts. */
import { leaveLastWords } from "../../../../../pipeline/engines/tensorflow/binding/last_words.ts";

leaveLastWords("these are\nthe last words\n");
if (Deno.args[0]) Deno.kill(Deno.pid, Deno.args[0] as Deno.Signal);
// A signal may be delivered a little later.
if (Deno.args[0]) await new Promise((resolve) => setTimeout(resolve, 60_000));
