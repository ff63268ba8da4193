/** Fixture kind `inference`: from given maps (or from features and weights) to segments, by the compiled recipe. */
import * as tf from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { createModel, forward } from "../graph/model.ts";
import { type Localization, localize } from "../inference/localize.ts";
import type { SignalValues } from "../inference/score_maps.ts";
import { firstBegins } from "../data/snippet_times.ts";
import { secondsPerSample } from "../inference/upsample.ts";
import { type Comparison, magnitude } from "./comparison.ts";
import {
  configAt,
  type FixtureObject,
  type FixtureTensor,
  listAt,
  numbersAt,
  objectAt,
  tensorAt,
  valuesAt,
} from "./fixture.ts";
import { compileVariant } from "./compiled.ts";
import type { Mapping } from "./mapping.ts";
import { injectParameters } from "./parameters.ts";

/** Sums of means may differ in the last bits. */
const SCORES = 1e-9;
/** Maps that come out of a network. */
const MAPS = 1e-5;

/** Compares every case of a file. */
export function compareInference(
  file: FixtureObject,
  mapping: Mapping,
  engine: Engine,
  comparison: Comparison,
): void {
  for (const each of listAt(file, "cases")) {
    const given = givenMaps(each, mapping);
    const config = { ...configAt(each), classes: valuesAt(each, "class_names").length };
    const { program } = compileVariant(mapping, config, { weights: false });
    compareLocalization(each, given, mapping, program, comparison, SCORES, "");
    if (!("network" in each)) continue;
    const network = objectAt(each, "network");
    const computed = networkMaps(network, mapping, { ...config, ...configAt(network) }, engine);
    for (const [signal, { data }] of given) {
      const name = mapping.inference.maps[signal]!;
      comparison.numbers(
        `network.${name}`,
        computed.get(signal)!.data,
        data,
        MAPS * Math.max(1, magnitude(data)),
      );
    }
    compareLocalization(each, computed, mapping, program, comparison, MAPS, "network.");
  }
}

function givenMaps(each: FixtureObject, mapping: Mapping): Map<string, SignalValues> {
  return new Map(
    Object.entries(mapping.inference.maps).map(([signal, key]) => {
      const { shape, data } = tensorAt(each, key);
      return [signal, { shape, data: Float32Array.from(data) }];
    }),
  );
}

/** The maps of a case that starts at features: an evaluation-mode forward pass of the sampled rows. */
function networkMaps(
  network: FixtureObject,
  mapping: Mapping,
  config: Readonly<Record<string, unknown>>,
  engine: Engine,
): Map<string, SignalValues> {
  const { variant, program } = compileVariant(mapping, config, { weights: true });
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(network, "params"), variant);
  const { shape: [, width], data } = tensorAt(network, mapping.inference.input);
  const rows = tensorAt(network, "sample_index").data;
  const sampled = rows.flatMap((row) => data.slice(row * width!, (row + 1) * width!));
  const features = tf.tensor3d(Float32Array.from(sampled), [1, rows.length, width!]);
  const names = Object.keys(mapping.inference.maps);
  const signals = forward(model, new Map([["features", features]]), names);
  const maps = new Map([...signals].map(([name, tensor]) => {
    return [name, { shape: tensor.shape.slice(1), data: tensor.dataSync() as Float32Array }];
  }));
  tf.dispose([features, ...signals.values()]);
  model.dispose();
  return maps;
}

function compareLocalization(
  each: FixtureObject,
  signals: ReadonlyMap<string, SignalValues>,
  mapping: Mapping,
  { recipe }: Program,
  comparison: Comparison,
  allowed: number,
  prefix: string,
): void {
  const { inference, features } = recipe;
  const source = Object.values(features.sources)[0]!;
  const rows = Number(each["rows"]);
  const time = { ...source, fps: source.fps as number, length: Number(each["length"]) };
  const seconds = secondsPerSample(time, rows, inference.upsample);
  const result = localize({ signals, secondsPerSample: seconds, begin: firstBegins(time) }, inference);
  const expected = objectAt(each, "expect");
  comparison.exact(`${prefix}classes`, result.classes, numbersAt(expected, "classes"));
  comparison.numbers(
    `${prefix}seconds_per_sample`,
    [seconds],
    [Number(expected["seconds_per_sample"])],
    1e-15,
  );
  if (prefix === "") compareMaps(result, expected, mapping, comparison);
  const proposals = objectAt(expected, "proposals");
  const flat = (list: Iterable<{ score: number; start: number; end: number }>) =>
    Array.from(list, ({ score, start, end }) => [score, start, end]).flat();
  for (const c of Object.keys(proposals)) {
    const wanted = valuesAt(proposals, c).flat().map(Number);
    comparison.numbers(`${prefix}proposals`, flat(result.proposals.get(Number(c)) ?? []), wanted, allowed);
  }
  comparison.exact(
    `${prefix}proposal classes`,
    [...result.proposals.keys()].map(String),
    Object.keys(proposals),
  );
  const final = listAt(expected, "final");
  comparison.exact(
    `${prefix}final.class`,
    result.segments.map((s) => s.classIndex),
    final.map((s) => Number(s["class"])),
  );
  const wanted = final.flatMap((one) => [Number(one["score"]), ...numbersAt(one, "segment")]);
  comparison.numbers(`${prefix}final`, flat(result.segments), wanted, allowed);
}

/** Compares the scaled and upsampled maps bit by bit: a map per class has a column each, a map for all classes has none. */
function compareMaps(
  result: Localization,
  expected: FixtureObject,
  mapping: Mapping,
  comparison: Comparison,
): void {
  const { normalized, upsampled } = mapping.inference;
  for (const [signal, key] of Object.entries(normalized)) {
    columns(tensorAt(expected, key)).forEach((column, i) => {
      comparison.numbers(key, result.normalized(signal, result.classes[i]!), Float32Array.from(column), 0);
    });
  }
  for (const [signal, key] of Object.entries(upsampled)) {
    columns(tensorAt(expected, key)).forEach((column, i) => {
      comparison.numbers(key, result.upsampled(signal, result.classes[i]!), column, 0);
    });
  }
}

function columns({ shape: [rows, count = 1], data }: FixtureTensor): number[][] {
  return Array.from(
    { length: count },
    (_, c) => Array.from({ length: rows! }, (_, t) => data[t * count + c]!),
  );
}
