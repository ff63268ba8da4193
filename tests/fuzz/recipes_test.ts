import { shortForm } from "./fuzzer.ts";
import { fuzzer } from "./recipes.ts";

shortForm(fuzzer, 100);
