import { shortForm } from "./fuzzer.ts";
import { fuzzer } from "./json_files.ts";

shortForm(fuzzer, 400);
