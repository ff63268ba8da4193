/** The diagnosis in its straightforward form: the rules of the ActivityNet toolkit, one threshold, lists and no shortcuts. */
import type { Detection, Instance, Span } from "../../../../pipeline/annotations/detection.ts";

/** What is diagnosed. */
export interface DiagnosedCase {
  readonly videos: ReadonlyMap<string, readonly Instance[]>;
  readonly detections: readonly Detection[];
  readonly threshold: number;
}

interface Found {
  readonly prediction: Detection;
  readonly instance: Instance | undefined;
}

const TYPES = ["true_positive", "double", "wrong_label", "localization", "confusion", "background"];

/** All numbers of a diagnosis, by characteristic `instances` where they are binned. */
export function diagnoseStraightforwardly({ videos, detections, threshold }: DiagnosedCase) {
  const truth = new Map(
    [...videos].map(([video, list]) => [video, list.filter(({ start, end }) => end > start)]),
  );
  const instances = [...truth.values()].flat();
  const labels = [...new Set(instances.map(({ label }) => label))].sort();
  const countOf = (label: string) => instances.filter((each) => each.label === label).length;
  const perClass = instances.length / labels.length;

  /** Best first, of equals the later, each with what it finds. */
  function match(list: readonly Detection[], label: string): Found[] {
    const taken = new Set<Instance>();
    return sortedDown(list.toReversed().filter((each) => each.label === label), ({ score }) => score)
      .map((prediction) => {
        const own = (truth.get(prediction.video) ?? []).filter((each) => each.label === label).toReversed();
        const instance = sortedDown(own, (each) => tiou(each, prediction))
          .filter((each) => tiou(each, prediction) >= threshold)
          .find((each) => !taken.has(each));
        if (instance) taken.add(instance);
        return { prediction, instance };
      });
  }

  /** Average precision from lists of precision and recall; of any class size where `normalized`. */
  function averagePrecision(found: readonly Found[], positives: number, normalized: boolean): number {
    const points = found.map((_, i) => {
      const hits = found.slice(0, i + 1).filter(({ instance }) => instance).length;
      const weighed = normalized ? (hits / positives) * perClass : hits;
      return { recall: hits / positives, precision: weighed === 0 ? 0 : weighed / (weighed + i + 1 - hits) };
    });
    return points.reduce((sum, { recall }, i) => {
      const before = i === 0 ? 0 : points[i - 1]!.recall;
      return sum + (recall - before) * Math.max(...points.slice(i).map(({ precision }) => precision));
    }, 0);
  }

  const meanOver = (of: readonly string[], value: (label: string) => number) =>
    of.reduce((sum, label) => sum + value(label), 0) / of.length;

  function typeOf({ prediction, instance }: Found): string {
    if (instance) return "true_positive";
    const inVideo = truth.get(prediction.video) ?? [];
    const most = Math.max(0, ...inVideo.map((each) => tiou(each, prediction)));
    const same = inVideo.some((each) => tiou(each, prediction) === most && each.label === prediction.label);
    if (most >= threshold) return same ? "double" : "wrong_label";
    if (most >= 0.1) return same ? "localization" : "confusion";
    return "background";
  }

  const kept = new Map(labels.map((label) => {
    const ofClass = detections.filter((each) => each.label === label);
    const best = sortedDown(ofClass, ({ score }) => score).slice(0, 10 * countOf(label));
    return [label, match(ofClass.filter((each) => best.includes(each)), label)];
  }));
  const all = new Map(labels.map((label) => [label, match(detections, label)]));
  const listed = labels.flatMap((label) =>
    kept.get(label)!.map((found, i) => ({
      type: typeOf(found),
      group: Math.floor(i / countOf(label)) + 1,
    }))
  );
  const counts = (list: readonly { readonly type: string }[]) =>
    Object.fromEntries(TYPES.map((each) => [each, list.filter(({ type }) => type === each).length]));
  const normalizedMap = meanOver(labels, (label) => averagePrecision(kept.get(label)!, countOf(label), true));
  const without = (type: string) =>
    meanOver(
      labels,
      (label) =>
        averagePrecision(kept.get(label)!.filter((each) => typeOf(each) !== type), countOf(label), true),
    );
  const worthwhile = labels.flatMap((label) =>
    all.get(label)!.flatMap(({ instance }, i, list) => {
      const hits = list.slice(0, i + 1).filter((each) => each.instance).length;
      const weighed = (hits / countOf(label)) * perClass;
      return instance && weighed / (weighed + i + 1 - hits) > 0.05 ? [instance] : [];
    })
  );
  const crowd = (instance: Instance) => {
    const list = [...truth.values()].find((each) => each.includes(instance))!;
    return list.filter(({ label }) => label === instance.label).length;
  };
  const bins = [(n: number) => n === 1, (n: number) => n > 1 && n <= 4, (n: number) => n > 4 && n <= 8]
    .concat((n) => n > 8);
  return {
    map: meanOver(labels, (label) => averagePrecision(kept.get(label)!, countOf(label), false)),
    normalizedMap,
    unlimited: meanOver(labels, (label) => averagePrecision(all.get(label)!, countOf(label), true)),
    types: counts(listed),
    impact: Object.fromEntries(TYPES.slice(1).map((type) => [type, without(type) - normalizedMap])),
    byRank: Array.from({ length: 10 }, (_, i) => counts(listed.filter(({ group }) => group === i + 1))),
    share: 1 - worthwhile.length / instances.length,
    missed: bins.map((isIn) => {
      const inBin = instances.filter((each) => isIn(crowd(each)));
      const lost = inBin.filter((each) => !worthwhile.includes(each));
      return inBin.length === 0 ? null : lost.length / inBin.length;
    }),
    sensitivity: bins.map((isIn) => {
      const inBin = instances.filter((each) => isIn(crowd(each)));
      const present = labels.filter((label) => inBin.some((each) => each.label === label));
      return inBin.length === 0 ? null : meanOver(present, (label) =>
        averagePrecision(
          all.get(label)!.filter(({ instance }) => !instance || inBin.includes(instance)),
          inBin.filter((each) => each.label === label).length,
          true,
        ));
    }),
  };
}

function tiou(a: Span, b: Span): number {
  const both = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return both === 0 ? 0 : both / (a.end - a.start + (b.end - b.start) - both);
}

/** From the highest to the lowest; of equals the earlier first. */
function sortedDown<T>(items: readonly T[], valueOf: (item: T) => number): T[] {
  return items.toSorted((a, b) => valueOf(b) - valueOf(a));
}
