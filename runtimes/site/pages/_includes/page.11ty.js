/** The layout of every page. */
import { pageHtml } from "../../../../pipeline/site/page_html.ts";

export function render({ permalink, title, nav, content }) {
  return pageHtml({ url: permalink.slice(1), title, nav, content });
}
