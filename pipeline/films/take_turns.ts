/** One encoder for several films. */
import type { Encoder } from "../kinds/encoders/encoder.ts";

/** The same encoder, busy with one snippet at a time: what it holds for one is not held for every film. */
export function takeTurns(encoder: Encoder): Encoder {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <Given, Gives>(run: (given: Given) => Gives | Promise<Gives>) => (given: Given) => {
    const mine = before.then(() => run(given));
    before = mine.catch(() => {});
    return mine;
  };
  const { looks } = encoder;
  return {
    ...encoder,
    encode: inTurn((snippet) => encoder.encode(snippet)),
    looks: looks && { look: inTurn((pixels) => looks.look(pixels)), join: looks.join },
  };
}
