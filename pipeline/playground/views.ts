/** The views of the playground, in the order of their tabs. */
export const VIEWS = [
  { name: "train", title: "Train" },
  { name: "graph", title: "Graph" },
  { name: "masks", title: "Masks" },
  { name: "changes", title: "Changes" },
] as const;

/** The name of a view. */
export type ViewName = typeof VIEWS[number]["name"];
