import { shortForm } from "./fuzzer.ts";
import { fuzzer } from "./signals.ts";

if (Deno.build.os !== "windows") shortForm(fuzzer, 3);
