/** `doctor`: what walt finds on this machine, and what it would fetch. */
import { FETCHED_PARTS } from "../files/fetched_parts.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { openEngine } from "../engines/open.ts";
import { cacheFolder } from "../engines/tensorflow/install/cache.ts";
import { hasNvidiaDriver } from "../engines/tensorflow/install/driver.ts";
import { locateTensorflow } from "../engines/tensorflow/install/locate.ts";
import { findAdapter } from "../engines/webgpu/adapter.ts";
import { freeBytes } from "../files/free_space.ts";
import { hasFilmPackages } from "../kinds/encoders/film_packages.ts";
import { hasOnnxRuntime } from "../kinds/encoders/onnx_runtime.ts";
import { machineMemory } from "../memory.ts";
import { sizeText } from "../sweeps/needs.ts";
import { VERSION } from "../version.ts";
import { columns } from "./terminal/columns.ts";
import { pathWord, ROOT, runsFolder } from "./terminal/paths.ts";
import { printJson, printOut } from "./terminal/print.ts";

/** What was found. */
interface Examination {
  readonly walt: string;
  /** Where it runs from. */
  readonly root: string;
  readonly deno: string;
  readonly system: string;
  readonly processors: number;
  /** Bytes; null where the system does not say. */
  readonly memory: number | null;
  /** The engine that `auto` takes, and why; null where none opens. */
  readonly engine: string | null;
  /** What is wrong with the engine that is asked for. */
  readonly engine_mistake: string | null;
  readonly nvidia_driver: boolean;
  /** The GPU that WebGPU reaches; null where it reaches none. */
  readonly webgpu: string | null;
  readonly cache: string | null;
  /** Free bytes on the disk of the cache; null where there is none. */
  readonly cache_free: number | null;
  readonly runs: string;
  readonly runs_free: number;
  readonly ffmpeg: boolean;
  /** What is not there yet: by which verb it is fetched, what it is, and its size. */
  readonly fetched_when_needed: readonly {
    readonly verb: string;
    readonly what: string;
    readonly size: string;
  }[];
}

/** Prints what was found; 0, or 1 where no engine opens. */
export async function doctorCommand({ json }: { readonly json?: boolean | undefined }): Promise<number> {
  const found = await examine();
  if (json) printJson(found);
  else printOut(linesOf(found));
  return found.engine === null ? 1 : 0;
}

async function examine(): Promise<Examination> {
  const cache = cacheFolder();
  const engine = await openEngine().then(({ reason }) => reason.replace(/^engine /, ""), told);
  const adapter = await findAdapter().catch(() => undefined);
  return {
    walt: VERSION,
    root: ROOT,
    deno: Deno.version.deno,
    system: `${Deno.build.os} ${Deno.build.arch}`,
    processors: navigator.hardwareConcurrency,
    memory: machineMemory() ?? null,
    engine: typeof engine === "string" ? engine : null,
    engine_mistake: typeof engine === "string" ? null : engine.mistake,
    nvidia_driver: hasNvidiaDriver(),
    webgpu: adapter ? `${adapter.device}${adapter.software ? ", computed on the CPU" : ""}` : null,
    cache: cache ?? null,
    cache_free: cache === undefined ? null : freeBytes(cache),
    runs: runsFolder(),
    runs_free: freeBytes(runsFolder()),
    ffmpeg: await hasFfmpeg(),
    fetched_when_needed: absent(),
  };
}

function told(error: unknown): { readonly mistake: string } {
  if (!(error instanceof UserError)) throw error;
  return {
    mistake: error.diagnostics.map(({ message, hint }) => hint ? `${message}; ${hint}` : message).join("; "),
  };
}

async function hasFfmpeg(): Promise<boolean> {
  return await new Deno.Command("ffmpeg", { args: ["-version"], stdout: "null", stderr: "null" }).output()
    .then(({ success }) => success, () => false);
}

function absent(): Examination["fetched_when_needed"] {
  const engine = hasNvidiaDriver() ? "2.8 GB" : "274 MB";
  const items = [
    { isThere: hasTensorflow(), verb: "engine", what: "the engine tensorflow", size: engine },
    { isThere: hasFilmPackages(), verb: "films", ...FETCHED_PARTS.films },
    { isThere: hasOnnxRuntime(), verb: "onnx", ...FETCHED_PARTS.onnx },
  ];
  return items.filter(({ isThere }) => !isThere).map(({ verb, what, size }) => ({ verb, what, size }));
}

function hasTensorflow(): boolean {
  try {
    return locateTensorflow() !== undefined;
  } catch {
    // What is damaged is told of with the engine, and is fetched again.
    return false;
  }
}

function linesOf(found: Examination): string[] {
  const memory = found.memory === null ? "" : `, ${sizeText(found.memory)} of memory`;
  const room = (path: string | null, free: number | null) =>
    path === null ? "no place: set HOME or XDG_CACHE_HOME" : `${pathWord(path)}, ${sizeText(free!)} free`;
  const driver = found.nvidia_driver ? "a driver of NVIDIA" : "no driver of NVIDIA";
  return columns([
    ["walt", `${found.walt}, in ${found.root}`],
    ["deno", found.deno],
    ["machine", `${found.system}, ${found.processors} processors${memory}`],
    ["engine", found.engine ?? `none: ${found.engine_mistake}`],
    ["GPU", `${driver}; WebGPU reaches ${found.webgpu ?? "none"}`],
    ["ffmpeg", found.ffmpeg ? "is there" : "is not there: films cannot be decoded"],
    ["cache", room(found.cache, found.cache_free)],
    ["runs", room(found.runs, found.runs_free)],
    ...found.fetched_when_needed.map((
      { verb, what, size },
    ) => ["absent", `${what}: ${command(verb)} fetches it, ${size}`]),
    ...found.fetched_when_needed.length === 0 ? [["absent", "nothing that walt fetches"]] : [],
  ]);
}
