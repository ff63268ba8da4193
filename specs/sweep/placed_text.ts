/** A text of a sweep, such as a line `path=value,value`, that knows where it was written. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { sourceOf } from "../load/source.ts";

/** A text with its place. */
export interface PlacedText {
  readonly text: string;
  /** The place of a stretch of its characters. */
  spot(offset: number, length: number): Place;
}

/** A text of the command line, as the value of an option. */
export function fromOption(option: string, text: string): PlacedText {
  const { place } = sourceOf(option, text);
  return { text, spot: place };
}

/** One override `path=value`, cut out of a line. */
export interface Override {
  readonly text: string;
  readonly line: PlacedText;
  /** Where its value starts in the line. */
  readonly offset: number;
}

/** A mistake of an override that was cut out of a line, where the line was written. */
export function inLine(diagnostic: Diagnostic, { text, line, offset }: Override): Diagnostic {
  const { place } = diagnostic;
  if (!place) return diagnostic;
  const value = text.indexOf("=") + 1;
  const at = place.column - 1;
  return { ...diagnostic, place: line.spot(at < value ? at : at - value + offset, place.length) };
}
