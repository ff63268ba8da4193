/** Which colour of the palette a class has. */

/** Colours in the palette of `style.ts`. */
export const COLOURS = 8;

/**
 * The colour of every class of every video. A class keeps its colour over the videos, unless two classes of one video
 * would share one.
 */
export function classColours(videos: readonly (readonly string[])[]): ReadonlyMap<string, number>[] {
  const preferred = new Map<string, number>();
  for (const label of videos.flat()) {
    if (!preferred.has(label)) preferred.set(label, preferred.size % COLOURS);
  }
  return videos.map((labels) => {
    const colours = new Map<string, number>();
    for (const label of labels) {
      if (!colours.has(label)) colours.set(label, freeColour(preferred.get(label)!, colours));
    }
    return colours;
  });
}

function freeColour(wanted: number, colours: ReadonlyMap<string, number>): number {
  const taken = new Set(colours.values());
  for (let i = 0; i < COLOURS; i++) {
    const colour = (wanted + i) % COLOURS;
    if (!taken.has(colour)) return colour;
  }
  return wanted;
}
