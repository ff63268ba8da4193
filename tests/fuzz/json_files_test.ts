import { fuzzer } from "./json_files.ts";
import { shortForm } from "./fuzzer.ts";

shortForm(fuzzer, 400);
