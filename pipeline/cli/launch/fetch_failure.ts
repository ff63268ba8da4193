/** Why packages could not be fetched, from what Deno says. */
import { stripVTControlCharacters } from "node:util";
import { LaunchMistake } from "./mistake.ts";

/**
 * The answer where packages could not be fetched.
 *
 * @param what What they are.
 * @param told What `deno install` said: an error, its causes, and a trace of calls.
 */
export function fetchFailure(what: string, told: string): LaunchMistake {
  const lines = stripVTControlCharacters(told).split("\n").map((line) => line.trim());
  const cause = lines[lines.indexOf("Caused by:") + 1];
  const error = lines.find((line) => line.startsWith("error: ")) ?? lines.find(Boolean);
  const found = lines.includes("Caused by:") ? cause : error;
  const reason = (found ?? "Deno did not say why").replace(/^0: /, "").replace(/^error: /, "");
  return new LaunchMistake(
    `Cannot fetch ${what}: ${reason}`,
    "see to the network and try again; HTTPS_PROXY names a proxy, NPM_CONFIG_REGISTRY another registry of npm",
  );
}
