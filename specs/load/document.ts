/** YAML text to a tree with places. YAML 1.2, core schema: no merge keys, no `yes`/`off`; duplicate keys are errors. */
import { LineCounter, parseDocument } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { convertDocument } from "./convert.ts";
import type { Source } from "./source.ts";
import type { Tree } from "./tree.ts";
import { unquotedAround } from "./unquoted.ts";

/** What reading a document gives: a tree unless the text is not YAML, and every mistake found. */
export interface ReadDocument {
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one YAML document. */
export function readDocument(source: Source): ReadDocument {
  const conflict = /^<{7} /m.exec(source.text);
  if (conflict) {
    return {
      diagnostics: [{
        message: "The file has an unresolved merge conflict",
        place: source.place(conflict.index, source.text.length),
        hint: "keep one of the two versions",
      }],
    };
  }
  const document = parseDocument(source.text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: false,
  });
  // The library has no code for this.
  const deep = document.errors.find(({ message }) => /call stack|stack overflow/i.test(message));
  if (deep) {
    const place = source.place(deep.pos[0], 1);
    return { diagnostics: [{ message: "The YAML is nested too deep to be read", place }] };
  }
  const unquoted = document.errors[0] && unquotedAround(source, document.errors[0].pos[0]);
  if (unquoted) return { diagnostics: [unquoted.diagnostic] };
  const diagnostics = document.errors.map(({ code, pos, message }): Diagnostic => ({
    message: code === "MULTIPLE_DOCS"
      ? "A file holds one recipe, but another document starts here"
      : `Cannot read YAML: ${message.replace(/\.$/, "")}`,
    place: source.place(pos[0], Math.max(1, pos[1] - pos[0])),
    hint: "fix the syntax; later mistakes are reported after that",
  }));
  if (diagnostics.length > 0) return { diagnostics };
  if (document.directives?.yaml.explicit) {
    return { diagnostics: [{ message: "A recipe has no YAML directives", place: source.place(0, 1) }] };
  }
  if (!document.contents) {
    return {
      diagnostics: [{
        message: "The recipe is empty",
        place: source.place(0, 1),
        hint: 'start with "version: 1"',
      }],
    };
  }
  return convertDocument(document, source);
}
