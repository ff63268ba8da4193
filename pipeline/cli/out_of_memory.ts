/** Recognizes that memory ran out, which JavaScript and every engine say in words of their own. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";

const WORDS =
  /array buffer allocation failed|invalid typed array length|\bOOM\b|RESOURCE_EXHAUSTED|out of memory|bad_alloc/i;

/** What to tell instead of an error that means too little memory; undefined for any other. */
export function outOfMemory(error: unknown): RunError | undefined {
  if (!(error instanceof Error) || !WORDS.test(error.message)) return undefined;
  const [line] = error.message.split("\n");
  return new RunError(
    `There is not enough memory (${line})`,
    "make the layers of the model smaller, or lower training.batch or features.sampling.length",
    { cause: error },
  );
}
