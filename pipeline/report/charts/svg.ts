/** The SVG elements that the report draws with, each with the attributes it takes. */
import { type AttributeValue, type Content, contentText, element, type Markup } from "../pages/element.ts";

interface Own {
  svg: "viewBox" | "width" | "height";
  g: "transform" | "text-anchor";
  rect: "x" | "y" | "width" | "height" | "rx";
  line: "x1" | "x2" | "y1" | "y2";
  path: "d" | "transform" | "id";
  use: "href" | "x" | "y";
  circle: "cx" | "cy" | "r";
  text: "x" | "y" | "text-anchor";
  title: never;
}

type Common = "class" | "style" | "role" | "aria-label" | "aria-hidden" | "fill-opacity" | `data-${string}`;

/** One SVG element; without content it closes itself, which of HTML only SVG may. */
export function svg<Name extends keyof Own>(
  name: Name,
  attributes: Readonly<Partial<Record<Own[Name] | Common, AttributeValue>>>,
  ...content: readonly Content[]
): Markup {
  const { markup } = element(name, attributes as Readonly<Record<string, AttributeValue>>, ...content);
  const isEmpty = contentText(content) === "";
  return { markup: isEmpty ? `${markup.slice(0, -`></${name}>`.length)}/>` : markup };
}

/** `content` moved by `x` and `y` pixels. */
export function moved(x: number, y: number, ...content: readonly Content[]): Markup {
  return svg(
    "g",
    { transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})` },
    ...content,
  );
}
