/** Whether the library multiplies in bfloat16 faster than in float32. */
import { readOfSystem } from "../../files/libc.ts";

/** Instructions that multiply in bfloat16, as Linux calls them. */
const INSTRUCTIONS = ["avx512_bf16", "amx_bf16"];

/** What there is to know of a machine. */
export interface Machine {
  readonly gpus: number;
  /** The text of Linux's `/proc/cpuinfo`, or its beginning; undefined where there is none. */
  readonly cpuinfo: string | undefined;
  /** What the environment variable TF_ENABLE_ONEDNN_OPTS is. */
  readonly oneDnn: string | undefined;
}

/** Why not, as a clause; undefined where it does. */
export function lacksBfloat16({ gpus, cpuinfo, oneDnn }: Machine): string | undefined {
  if (gpus > 0) return "TensorFlow computes on a GPU, and has these products on a CPU alone";
  if (oneDnn === "0") return "TF_ENABLE_ONEDNN_OPTS is 0, and oneDNN alone has these products";
  const flags = /^flags\s*:(.*)$/m.exec(cpuinfo ?? "")?.[1]?.trim().split(/\s+/);
  if (!flags) return "nothing here says whether the processor has these products";
  if (INSTRUCTIONS.some((each) => flags.includes(each))) return undefined;
  return `the processor does not have these products (neither ${INSTRUCTIONS.join(" nor ")})`;
}

/** This machine, on which the library has found so many GPUs. */
export function thisMachine(gpus: number): Machine {
  return {
    gpus,
    cpuinfo: readOfSystem("/proc/cpuinfo"),
    oneDnn: Deno.env.get("TF_ENABLE_ONEDNN_OPTS"),
  };
}
