/// <reference lib="dom" />
/** Draws on a map: a pointer pulls values up and down, arrows go from snippet to snippet and change them. */
import { HEIGHT, MAP_TOP } from "./mask_drawing.ts";

/** What is drawn on. */
export interface DrawTarget {
  map(): Float32Array;
  /** The snippet that keys change. */
  cursor(): number;
  change(map: Float32Array, cursor: number): void;
}

const KEYS: Readonly<Record<string, readonly [step: number, rise: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 0.05],
  ArrowDown: [0, -0.05],
  PageUp: [0, 0.25],
  PageDown: [0, -0.25],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
};

/** Lets the drawing in an element be changed. */
export function drawWith(element: HTMLElement, { map, cursor, change }: DrawTarget): void {
  let last: number | undefined;
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    last = undefined;
    pull(event);
    event.preventDefault();
    element.querySelector<SVGElement>("svg")!.focus();
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) pull(event);
  });
  element.addEventListener("keydown", (event) => {
    const [step, rise] = KEYS[event.key] ?? [];
    if (step === undefined || rise === undefined) return;
    event.preventDefault();
    const next = map().slice();
    const at = clamp(cursor() + step, 0, next.length - 1);
    next[at] = clamp(next[at]! + rise, 0, 1);
    change(next, at);
  });

  /** Gives the snippets from the last one to the one under the pointer its height. */
  function pull({ clientX, clientY }: PointerEvent): void {
    const box = element.querySelector("svg")!.getBoundingClientRect();
    const next = map().slice();
    const at = clamp(Math.floor((clientX - box.left) / box.width * next.length), 0, next.length - 1);
    const y = (clientY - box.top) / box.height * (MAP_TOP + HEIGHT);
    const value = clamp(1 - (y - MAP_TOP) / HEIGHT, 0, 1);
    const from = last ?? at;
    for (let t = Math.min(from, at); t <= Math.max(from, at); t++) next[t] = value;
    last = at;
    change(next, at);
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
