/** Labels that are classes written otherwise, such as in other case. */
import { compareCodePoints } from "../../../specs/recipe/class_names.ts";

/** What labels that are no class are compared with. */
export interface LabelsInUse {
  /** Labels that are classes. */
  readonly known: ReadonlySet<string>;
  /** The others. */
  readonly unknown: readonly string[];
}

/** Which classes are meant. */
export interface ClassSpelling {
  /** The class from which a label differs by case, spaces and punctuation alone; undefined where none or several are. */
  classOf(label: string): string | undefined;
  /** What to do about a label that means a class. */
  remedy(name: string): string;
}

/** Classes that a remedy lists. */
const LISTED = 32;

/** Compares labels with classes. */
export function classSpelling(names: readonly string[], { known, unknown }: LabelsInUse): ClassSpelling {
  const classes = Map.groupBy(names, loose);
  const classOf = (label: string) => {
    const meant = classes.get(loose(label));
    return meant?.length === 1 ? meant[0]! : undefined;
  };
  const meant = unknown.flatMap((label) => {
    const name = classOf(label);
    return name === undefined ? [] : [[name, label] as const];
  });
  const labelOf = new Map(meant);
  // Classes cannot be written as labels that write one in two ways.
  const isOneWay = labelOf.size === meant.length && meant.every(([name]) => !known.has(name));
  return {
    classOf,
    remedy(name) {
      if (!isOneWay || meant.length === 1 || names.length > LISTED) return `did you mean "${name}"?`;
      const written = names.map((each) => labelOf.get(each) ?? each).sort(compareCodePoints);
      return `write the classes as the labels are: data.classes: ${JSON.stringify(written)}`;
    },
  };
}

function loose(name: string): string {
  return name.normalize().toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
