import { shortForm } from "./fuzzer.ts";
import { fuzzer } from "./settings.ts";

shortForm(fuzzer, 100);
