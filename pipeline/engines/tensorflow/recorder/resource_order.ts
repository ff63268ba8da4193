/** A graph has no order of its own: what reads and what writes the same variable is put into the order of the program. */

/** Operations that leave a variable as it is. */
const READERS: ReadonlySet<string> = new Set([
  "ReadVariableOp",
  "ResourceGather",
  "ResourceGatherNd",
  "VarIsInitializedOp",
  "VariableShape",
]);

/** Keeps track of what has touched the variables. `N` is a node, a variable is named by text. */
export interface ResourceOrder<N> {
  /** The nodes that must run before an operation on these variables. */
  before(operation: string, variables: readonly string[]): N[];
  /** Takes note of an operation that has been added. */
  added(operation: string, variables: readonly string[], node: N): void;
  /** Everything that writes. */
  writers(): readonly N[];
}

/** A read waits for the last write; a write waits for the last write and for all reads since. */
export function newResourceOrder<N>(): ResourceOrder<N> {
  const lastWrite = new Map<string, N>();
  const readsSince = new Map<string, N[]>();
  const all: N[] = [];
  return {
    before(operation, variables) {
      const reads = READERS.has(operation);
      const nodes = variables.flatMap((variable) => [
        ...(lastWrite.has(variable) ? [lastWrite.get(variable)!] : []),
        ...(reads ? [] : readsSince.get(variable) ?? []),
      ]);
      return [...new Set(nodes)];
    },
    added(operation, variables, node) {
      if (variables.length === 0) return;
      if (READERS.has(operation)) {
        for (const variable of variables) {
          readsSince.set(variable, [...readsSince.get(variable) ?? [], node]);
        }
        return;
      }
      for (const variable of variables) {
        lastWrite.set(variable, node);
        readsSince.delete(variable);
      }
      all.push(node);
    },
    writers: () => all,
  };
}
