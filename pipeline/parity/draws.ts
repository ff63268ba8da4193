/** The random draws that a fixture states, for the streams of a recipe. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import { tensorAt } from "./fixture.ts";
import { fromItems } from "./items.ts";
import type { Mapping } from "./mapping.ts";
import { toTensor } from "./parameters.ts";
import type { PassReference } from "./reference.ts";

/**
 * The random draws of a pass by stream: masks, and numbers as they are; what a file calls null is not drawn. A file may have
 * axes of one entry that the signal has not.
 */
export function drawsOf(
  { draws, video, items = [] }: PassReference,
  places: Mapping["train_step"]["draws"],
  { nodes }: Program,
): Map<string, Tensor> {
  const drawn = Object.entries(places).map(([stream, place]) =>
    typeof place === "string" ? { stream, key: place } : { stream, key: place.items, ofItems: true }
  );
  return new Map(
    drawn.filter(({ key }) => draws[key] !== null).map(({ stream, key, ofItems }) => {
      const type = nodes.find((node) => node.stream === stream)?.type;
      if (ofItems && type) {
        return [stream, fromItems(tensorAt(draws, key), items, type.dims.map(({ count }) => count))];
      }
      const { isMask, ...draw } = tensorAt(draws, key);
      // Those of one video have no axis B.
      const whole = video ? [1, ...draw.shape] : draw.shape;
      const rank = type?.dims.length ?? whole.length;
      const fits = whole.length > rank && whole.slice(rank).every((size) => size === 1);
      const tensor = { ...draw, isMask, shape: fits ? whole.slice(0, rank) : whole };
      return [stream, tf.tidy(() => isMask ? tf.cast(toTensor(tensor), "bool") : toTensor(tensor))];
    }),
  );
}
