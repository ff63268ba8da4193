/** How drawn people look. */
import type { Draws } from "./draws.ts";
import type { Colour } from "./paper.ts";

/** How a person looks. */
export interface Look {
  readonly skin: Colour;
  readonly hair: Colour;
  readonly shirt: Colour;
  readonly trousers: Colour;
  readonly shoes: Colour;
  /** How stout; 1 is usual. */
  readonly build: number;
  readonly hasLongSleeves: boolean;
  readonly hasLongTrousers: boolean;
}

const SKINS: readonly Colour[] = [
  [0.95, 0.78, 0.66],
  [0.88, 0.68, 0.55],
  [0.76, 0.56, 0.43],
  [0.6, 0.42, 0.32],
];
const HAIRS: readonly Colour[] = [[0.12, 0.09, 0.08], [0.3, 0.2, 0.12], [0.55, 0.4, 0.22], [
  0.45,
  0.43,
  0.42,
]];

/** Draws up how a person looks. */
export function drawUpLook({ number, of, part }: Draws): Look {
  const colour = (): Colour => [number(0.1, 0.9), number(0.1, 0.9), number(0.1, 0.9)];
  const dark = number(0.08, 0.3);
  return {
    skin: of(SKINS),
    hair: of(HAIRS),
    shirt: colour(),
    trousers: [number(0.1, 0.45), number(0.1, 0.45), number(0.15, 0.6)],
    shoes: [dark, dark, dark],
    build: number(0.92, 1.15),
    hasLongSleeves: part() < 0.5,
    hasLongTrousers: part() < 0.7,
  };
}
