/** Many mistakes of one kind, told as one. */

/** What makes a mistake one of many. */
export interface Alike {
  /** Mistakes of the same kind are told together. */
  readonly kind: string;
  /** What this one is about, in few words, such as a quoted name. */
  readonly example: string;
}

/** The mistakes of one kind. */
export interface AlikeGroup<T> {
  /** Stands for all of them. */
  readonly first: T;
  /** What the next ones are about that are about something else, at most two. */
  readonly examples: readonly string[];
  /** How many there are beside the first. */
  readonly others: number;
}

/** The mistakes found so far. */
export interface Groups<T> {
  /** Notes a mistake; `make` is called only for the first of its kind. One without a kind is told alone. */
  add(make: () => T, alike?: Alike): void;
  /** In the order in which they were found. */
  readonly all: readonly AlikeGroup<T>[];
  /** Mistakes that belong to none of the groups, because there were enough. */
  readonly hidden: number;
}

/** Examples beside the first mistake, which is one itself. */
const EXAMPLES = 2;

/** Starts a collection of at most `limit` groups. */
export function collectGroups<T>(limit: number): Groups<T> {
  const all: { first: T; examples: string[]; others: number }[] = [];
  const byKind = new Map<string, { examples: string[]; others: number; example: string }>();
  let hidden = 0;
  return {
    all,
    get hidden() {
      return hidden;
    },
    add(make, alike) {
      const same = alike && byKind.get(alike.kind);
      if (same) {
        same.others++;
        const isNew = alike.example !== same.example && !same.examples.includes(alike.example);
        if (isNew && same.examples.length < EXAMPLES) same.examples.push(alike.example);
      } else if (all.length === limit) hidden++;
      else {
        const group = { first: make(), examples: [], others: 0, example: alike?.example ?? "" };
        all.push(group);
        if (alike) byKind.set(alike.kind, group);
      }
    },
  };
}

/** The message of the first mistake of a group, and how many others there are. */
export function withOthers(message: string, { examples, others }: AlikeGroup<unknown>): string {
  if (others === 0) return message;
  const more = `${message}, and ${others.toLocaleString("en-US")} more`;
  if (examples.length === 0) return more;
  return `${more}: ${examples.join(", ")}${others > examples.length ? ", ..." : ""}`;
}
