import { fuzzer } from "./features.ts";
import { shortForm } from "./fuzzer.ts";

shortForm(fuzzer, 800);
