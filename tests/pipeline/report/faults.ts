/** What is wrong with how a page is drawn. */

/** What is found in a page. */
export interface Faults {
  readonly pageWidth: number;
  /** Bars beyond their time axis. */
  readonly outside: number;
  /** Texts cut off by their figure. */
  readonly clipped: string[];
  /** Texts over each other. */
  readonly overlapping: string[];
  /** Figures that say nothing to a reader who does not see them. */
  readonly unnamed: string[];
}

/** Runs in the page, which has no types of Deno's; as text for that reason. */
export const FAULTS = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const box = (element) => element.getBoundingClientRect();
  const bars = all(".plot .bar");
  const outside = bars.concat(all(".plot .band")).filter((bar) => {
    const axis = box(bar.closest("svg").querySelector("line.axis"));
    const { left, right } = box(bar);
    return left < axis.left - 1 || right > axis.right + 1;
  });
  const clipped = all("svg text").filter((text) => {
    const outer = box(text.closest("svg"));
    const { left, right, top, bottom } = box(text);
    return left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 1 || bottom > outer.bottom + 1;
  });
  const overlapping = all("svg").flatMap((svg) => {
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, ...box(text).toJSON() }));
    return texts.flatMap((a, i) =>
      texts.slice(i + 1).filter((b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4
      ).map((b) => a.text + " / " + b.text)
    );
  });
  const unnamed = all("svg:not([aria-hidden], .gutter)").filter((svg) => !svg.getAttribute("aria-label"));
  return {
    overlapping,
    pageWidth: document.documentElement.scrollWidth,
    outside: outside.length,
    clipped: clipped.map((text) => text.textContent),
    unnamed: unnamed.map((svg) => svg.outerHTML.slice(0, 200)),
  };
})()`;
