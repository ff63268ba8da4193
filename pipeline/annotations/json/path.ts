/** The way from the root of a JSON document to a value: keys and array positions. */
export type JsonPath = readonly (string | number)[];

/** A path as people read it, such as `results.video_1[3].score`. */
export function pathText(path: JsonPath): string {
  const text = path.map((step) => typeof step === "number" ? `[${step}]` : `.${step}`).join("");
  return text === "" ? "the root" : text.replace(/^\./, "");
}
