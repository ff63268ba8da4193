/** Reads the report's markup in tests. */

/** The attributes of all elements `name` whose classes begin with `classes`, without those of a legend. */
export function attributesOf(page: string, name: string, classes: string): Record<string, string>[] {
  return Array.from(
    page.matchAll(new RegExp(`<${name} ([^>]*)>`, "g")),
    ([, attributes]) =>
      Object.fromEntries(
        Array.from(attributes!.matchAll(/([\w-]+)="([^"]*)"/g), ([, key, value]) => [key!, value!]),
      ),
  )
    .filter((attributes) => `${attributes["class"] ?? ""} `.startsWith(`${classes} `));
}

/** The text of a page without its markup and style. */
export function textOf(page: string): string {
  return page.replace(/<style>.*<\/style>/s, "").replace(/<title>.*?<\/title>/gs, "").replace(/<[^>]*>/g, "");
}

/** The tags of a page that are not closed in order. */
export function balanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (
    const [tag, closing, name] of page.replace(/<style>.*<\/style>/s, "").matchAll(
      /<(\/?)([a-z][\w-]*)[^>]*>/g,
    )
  ) {
    if (["br", "link", "meta"].includes(name!) || tag.endsWith("/>")) continue;
    if (!closing) open.push(name!);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}
