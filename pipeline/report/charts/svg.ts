/** The SVG elements that the report draws with, each with the attributes it takes. */
import { type AttributeValue, type Content, element, type Markup } from "../pages/element.ts";

interface Own {
  svg: "viewBox" | "width" | "height";
  g: "transform";
  rect: "x" | "y" | "width" | "height" | "rx";
  line: "x1" | "x2" | "y1" | "y2";
  path: "d" | "transform";
  circle: "cx" | "cy" | "r";
  text: "x" | "y" | "text-anchor";
  title: never;
}

type Common = "class" | "style" | "role" | "aria-label" | "aria-hidden" | "fill-opacity";

/** One SVG element. */
export function svg<Name extends keyof Own>(
  name: Name,
  attributes: Readonly<Partial<Record<Own[Name] | Common, AttributeValue>>>,
  ...content: readonly Content[]
): Markup {
  return element(name, attributes as Readonly<Record<string, AttributeValue>>, ...content);
}

/** `content` moved by `x` and `y` pixels. */
export function moved(x: number, y: number, ...content: readonly Content[]): Markup {
  return svg(
    "g",
    { transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})` },
    ...content,
  );
}
