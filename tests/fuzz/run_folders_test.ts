import { shortForm } from "./fuzzer.ts";
import { fuzzer } from "./run_folders.ts";

shortForm(fuzzer, 100);
