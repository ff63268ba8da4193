/** Nodes of a program by the names that a recipe knows. */
import { findSignal, inputOf, type Program } from "../../specs/program.ts";

/**
 * The node of a signal.
 *
 * @throws {RangeError} When there is no such signal.
 */
export function nodeOf(program: Program, name: string): number {
  const signal = findSignal(program, name);
  if (!signal) throw new RangeError(`The program has no signal "${name}"`);
  return signal.node;
}

/** The inputs that a program reads. */
export function inputNames({ nodes }: Program): Set<string> {
  return new Set(nodes.flatMap((node) => inputOf(node) ?? []));
}
