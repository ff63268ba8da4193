/// <reference lib="dom" />
/** The tabs of the views: one is shown, arrows go from one to the next. */
import { type ViewName, VIEWS } from "../views.ts";
import { found } from "./dom.ts";

/** The views. */
export interface Tabs {
  readonly shown: ViewName;
  show(name: ViewName): void;
}

/** Makes the tabs work; `onShow` is called when another view is shown. */
export function createTabs(onShow: (name: ViewName) => void): Tabs {
  let shown: ViewName = VIEWS[0].name;
  const tabOf = (name: ViewName) => found(`tab-${name}`);
  function show(name: ViewName): void {
    shown = name;
    for (const view of VIEWS) {
      const isShown = view.name === name;
      tabOf(view.name).setAttribute("aria-selected", String(isShown));
      tabOf(view.name).tabIndex = isShown ? 0 : -1;
      found(`view-${view.name}`).hidden = !isShown;
    }
    onShow(name);
  }
  VIEWS.forEach(({ name }, i) => {
    tabOf(name).addEventListener("click", () => show(name));
    tabOf(name).addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: VIEWS.length - 1 - i }[key];
      if (step === undefined) return;
      const next = VIEWS[(i + step + VIEWS.length) % VIEWS.length]!.name;
      show(next);
      tabOf(next).focus();
    });
  });
  return {
    get shown() {
      return shown;
    },
    show,
  };
}
