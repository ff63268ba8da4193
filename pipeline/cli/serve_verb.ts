/** The verb `serve`. */
import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { TEST_SAMPLERS } from "../../specs/kinds/test_samplers/mod.ts";
import { parseCount, parsePositive } from "./options/option_values.ts";
import { type Finish, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Megabytes of a body: a film of some minutes. */
const BODY = 2048;
/** Requests that wait beside the one that is answered. */
const WAITING = 8;
const PORT = 8787;

/** Adds it to the command line. */
export function addServeVerb(walt: Command, finish: Finish): void {
  verb(walt, "serve", "runs/demo-1a2b3c4d-s0 --port 8787")
    .argument("<run>", "a finished run, or one of its checkpoints")
    .description("answers features and films with segments over HTTP, and has a page to try it")
    .option("--port <number>", "the port; 0 takes a free one", parsePort, PORT)
    .option(
      "--host <address>",
      "where it listens: 127.0.0.1, ::1 or localhost for this machine alone, 0.0.0.0 or :: for others too",
      "127.0.0.1",
    )
    .option("--max-body <megabytes>", "the largest body of a request", parsePositive, BODY)
    .option("--queue <number>", "how many requests wait beside the one that is answered", parseCount, WAITING)
    .addOption(
      new Option("--sampling <kind>", "which snippets are looked at, instead of what the recipe says")
        .choices([...TEST_SAMPLERS.keys()]),
    )
    .option("--encoder <name>", "the encoder of the run's features, where its data do not say it")
    .action(async (run, options) => {
      const { serveCommand } = await later<typeof import("./serve.ts")>("./serve.ts");
      finish(await serveCommand(run, options));
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
}
