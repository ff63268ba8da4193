/** Keeps a library that greets on stderr quiet while it loads. */
import { openLibc } from "../../../files/libc.ts";

const libc = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
} as const;

const STDERR = 2;
const WRITE_ONLY = 1;

/**
 * Runs `load` with the process's stderr at /dev/null. TensorFlow reports there that oneDNN is on before it has read
 * the log level. Without a C library to ask for this, `load` just runs.
 */
export function withoutStderr<R>(load: () => R): R {
  const library = openLibc(libc);
  if (!library) return load();
  const { symbols } = library;
  const saved = symbols.dup(STDERR);
  const nothing = symbols.open(new TextEncoder().encode("/dev/null\0"), WRITE_ONLY);
  try {
    if (saved >= 0 && nothing >= 0) symbols.dup2(nothing, STDERR);
    return load();
  } finally {
    if (saved >= 0) symbols.dup2(saved, STDERR);
    for (const file of [saved, nothing]) if (file >= 0) symbols.close(file);
    library.close();
  }
}
