/** The one place through which everything is printed: what strangers wrote cannot steer a terminal. */
import { format } from "node:util";
import {
  renderDiagnostic,
  renderDiagnostics,
  RunError,
  UserError,
} from "../../../specs/diagnostics/diagnostics.ts";
import { escapeControls, escapeJson } from "../../../specs/diagnostics/escape.ts";
import { cannotWrite } from "../../files/write.ts";
import { pause } from "./pause.ts";

/** Why standard output takes no more, if it does not. */
let stopped: Error | undefined;

/** What was drawn up to where the cursor stands, one line or several, if anything was. */
let drawn: string | undefined;

/** Prints one line or several to standard output, with control characters shown as escapes. It never fails; see `outputFailure`. */
export function printOut(lines: string | readonly string[]): void {
  write(escaped(lines));
}

/** Prints one line or several to standard error, with control characters shown as escapes; what cannot be printed is dropped. */
export function printErr(lines: string | readonly string[]): void {
  undraw();
  writeErr(linesText(escaped(lines)));
}

/** Draws on the terminal of standard error, with what steers it; whatever is printed next takes the place of an unfinished line. */
export function draw(text: string): void {
  if (text === drawn) return;
  drawn = text.endsWith("\n") ? undefined : text;
  writeErr(text);
}

/** Draws lines on the terminal of standard error in place of those before; none may be wider than it. */
export function drawLines(lines: readonly string[]): void {
  const text = escaped(lines).join("\n");
  if (text === drawn) return;
  undraw();
  draw(text);
}

/** Takes what was drawn away. */
export function undraw(): void {
  if (drawn === undefined) return;
  const above = drawn.split("\n").length - 1;
  drawn = undefined;
  writeErr(above === 0 ? "\r\x1b[K" : `\r\x1b[${above}A\x1b[J`);
}

/** Prints a value as one line of JSON to standard output. */
export function printJson(value: unknown): void {
  write([escapeJson(JSON.stringify(value))]);
}

/** Prints what a person is told of a mistake or of a run that failed, to standard error. */
export function printError(error: UserError | RunError): void {
  const text = error instanceof UserError
    ? renderDiagnostics(error)
    : renderDiagnostic({ message: error.message, hint: error.hint });
  printErr(text.split("\n"));
}

/** Whether nobody reads standard output any more, as after `| head`: more of it is not worth computing. */
export function isOutputClosed(): boolean {
  return stopped instanceof Deno.errors.BrokenPipe;
}

/** Why something is missing from standard output: a full disk, for instance, but not a reader that had enough. */
export function outputFailure(): RunError | undefined {
  return stopped && !isOutputClosed() ? cannotWrite("standard output", stopped) : undefined;
}

/** Sends what libraries and extensions print to standard error, in the same way. */
export function captureConsole(): void {
  const print = (...words: readonly unknown[]) => printErr(format(...words).split("\n"));
  Object.assign(globalThis.console, { log: print, info: print, debug: print, warn: print, error: print });
}

function escaped(lines: string | readonly string[]): string[] {
  return (typeof lines === "string" ? [lines] : lines).map((line) => escapeControls(line));
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** What cannot be written is dropped: a terminal that was closed must not end a run. */
function writeErr(text: string): void {
  try {
    writeAll(Deno.stderr, text);
  } catch {
    // Nobody can be told.
  }
}

function write(lines: readonly string[]): void {
  if (stopped) return;
  undraw();
  try {
    writeAll(Deno.stdout, linesText(lines));
  } catch (error) {
    stopped = error as Error;
  }
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += stream.writeSync(bytes.subarray(at));
    } catch (error) {
      // A pipe that another program made so that it does not wait.
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      pause(10);
    }
  }
}
