/** Keeps a library that greets on stderr quiet while it loads. */

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
  const { symbols, close } = openLibc() ?? {};
  if (!symbols || !close) return load();
  const saved = symbols.dup(STDERR);
  const nothing = symbols.open(new TextEncoder().encode("/dev/null\0"), WRITE_ONLY);
  try {
    if (saved >= 0 && nothing >= 0) symbols.dup2(nothing, STDERR);
    return load();
  } finally {
    if (saved >= 0) symbols.dup2(saved, STDERR);
    for (const file of [saved, nothing]) if (file >= 0) symbols.close(file);
    close();
  }
}

function openLibc() {
  try {
    const library = Deno.dlopen(
      Deno.build.os === "darwin" ? "/usr/lib/libSystem.B.dylib" : "libc.so.6",
      libc,
    );
    return { symbols: library.symbols, close: () => library.close() };
  } catch {
    return undefined;
  }
}
