/** A run that is kept open to localize in what a server is sent. */
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { FeatureSource, FeaturesSection } from "../../specs/recipe/features.ts";
import { isFromDurations } from "../../specs/recipe/features.ts";
import { choose } from "../annotations/predictions/choose.ts";
import type { Video } from "../data/dataset.ts";
import { openFeatureFiles } from "../data/disk/feature_files.ts";
import { secondsCovered } from "../data/snippet_times.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open.ts";
import { FEATURES } from "../serve/sent.ts";
import type {
  FoundInVideo,
  SegmentJob,
  ServedFacts,
  ServedRun,
  ServedSource,
  ServedTimes,
} from "../serve/served_run.ts";
import { type KeptRun, openKeptRun } from "./run_model.ts";
import { type FilmEncoders, openFilmEncoders } from "./serve_films.ts";
import { findInFiles } from "./video_find_segments.ts";
import { encodersOf } from "./video_run_encoders.ts";

/** A served run, until it is closed. */
export interface OpenServedRun extends ServedRun, AsyncDisposable {}

/**
 * Opens a run.
 *
 * @param encoder The encoder that a person names, as `video watch` takes it.
 * @throws {UserError} When it cannot be opened.
 */
export async function openServedRun(
  run: string,
  kept: KeptRun,
  encoder: string | undefined,
): Promise<OpenServedRun> {
  const { program, checkpoint, language } = kept;
  const { features, engine } = program.recipe;
  const films = await encodersFor(run, kept, encoder);
  const encoders = "encoders" in films ? films.encoders : undefined;
  // After the encoders: their engine may be another.
  const opened = await openKeptRun(kept);
  const root = program.recipe.data.kind === "folder" ? program.recipe.data.root : undefined;
  const asSent = { ...features, sources: mapped(features.sources, sentSource) };
  return {
    facts: factsOf(kept, "refusesFilms" in films ? films.refusesFilms : undefined),
    async localize({ folder, film, options, signal }: SegmentJob): Promise<FoundInVideo> {
      const warnings: string[] = [];
      let seconds: number | undefined;
      const { fps, duration, video: id } = options;
      if (film !== undefined) {
        const encoded = await encoders!.encode(film, folder, signal);
        warnings.push(...encoded.warnings);
        seconds = encoded.seconds;
        // An encoder may have made its own engine the current one.
        await openEngine(engine as WantedEngine);
      }
      const durations = duration === undefined ? undefined : join(folder, "durations.json");
      if (durations !== undefined) await Deno.writeTextFile(durations, JSON.stringify({ [id]: duration }));
      // Features of films have the rate and the form that they were encoded with.
      const files = await openFeatureFiles([join(folder, FEATURES)], film === undefined ? asSent : features, {
        fps: film === undefined ? fps : undefined,
        durations,
        root,
        formats: language,
      });
      const [video] = files.videos as [Video];
      const source = { ...files, classes: checkpoint.classes };
      const found = await findInFiles(opened, source, video, (text) => warnings.push(text), () => {
        signal.throwIfAborted();
      });
      const { stride, window = stride, length } = video;
      return {
        detections: choose(found, options),
        found: found.length,
        duration: seconds ?? secondsCovered(video),
        snippets: length,
        ...{ fps: video.fps, stride, window },
        warnings,
      };
    },
    async [Symbol.asyncDispose]() {
      await encoders?.close();
      opened.model.dispose();
    },
  };
}

/** The encoders, or why there are none. One that a person has named has to be there. */
async function encodersFor(
  run: string,
  { program }: KeptRun,
  given: string | undefined,
): Promise<{ readonly encoders: FilmEncoders } | Pick<ServedFacts, "refusesFilms">> {
  try {
    const encoders = openFilmEncoders(encodersOf(run, program, given));
    await encoders.load();
    return { encoders };
  } catch (error) {
    if (given !== undefined || !(error instanceof UserError)) throw error;
    const [{ message, hint }] = error.diagnostics as [UserError["diagnostics"][number]];
    return { refusesFilms: { error: message, remedy: `send features${hint ? `; for films, ${hint}` : ""}` } };
  }
}

function factsOf(
  { checkpoint, program: { recipe } }: KeptRun,
  refusesFilms: ServedFacts["refusesFilms"],
): ServedFacts {
  const { sources } = recipe.features;
  return {
    recipe: recipe.name,
    run: basename(resolve(dirname(checkpoint.file))),
    step: checkpoint.step,
    classes: checkpoint.classes,
    sources: Object.entries(sources).map(([name, source]) => servedSource(name, source)),
    times: timesOf(recipe.features),
    refusesFilms,
  };
}

function servedSource(
  name: string,
  { width, columns, stride, window = stride, ...source }: FeatureSource,
): ServedSource {
  const axes = source.axes ??
    (source.pool ? ["L", "D", "h", "w"] : source.crops ? ["L", "crops", "D"] : ["L", "D"]);
  return { name, width: columns === undefined ? width : undefined, axes, stride, window };
}

function timesOf({ sources }: FeaturesSection): ServedTimes {
  const [{ fps }] = Object.values(sources) as [FeatureSource];
  if (typeof fps === "number") return { fps };
  return isFromDurations(fps) ? "duration of each video" : "fps of each video";
}

/** A source whose arrays come as .npy, whatever the files of the data set are. */
function sentSource(source: FeatureSource): FeatureSource {
  return source.format.kind === "npy" ? source : { ...source, path: "{video}.npy", format: { kind: "npy" } };
}

function mapped<V>(record: Readonly<Record<string, V>>, to: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
