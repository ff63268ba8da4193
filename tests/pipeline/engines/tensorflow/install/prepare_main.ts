/** Prepares the small wheel of wheel.ts, for prepare_test.ts: prints what is said, and how it ended. */
import { prepareTensorflow } from "../../../../../pipeline/engines/tensorflow/install/prepare.ts";
import { makeWheel } from "./wheel.ts";

const { wheel } = makeWheel();
const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
const { signal } = new AbortController();
const repair = Deno.args.includes("--repair");
const ended = await prepareTensorflow({ say: print, progress: () => {}, signal, repair, build: [wheel] });
print(ended.ready ? `${ended.fetched ? "fetched" : "ready"} from ${ended.source}` : ended.why);
