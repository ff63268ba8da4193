/** The system's C library, for what Deno does not offer. */

/** Functions of the C library, or undefined where there is none to call. */
export function openLibc<S extends Deno.ForeignLibraryInterface>(
  functions: S,
): Deno.DynamicLibrary<S> | undefined {
  try {
    return Deno.dlopen(Deno.build.os === "darwin" ? "/usr/lib/libSystem.B.dylib" : "libc.so.6", functions);
  } catch {
    return undefined;
  }
}

/**
 * Ends the process at once. `Deno.exit` runs what libraries do at the end, which crashes while one of them computes on
 * another thread.
 */
export function leave(code: number): never {
  const mayCall = Deno.permissions.querySync({ name: "ffi" }).state === "granted";
  if (mayCall) openLibc({ _exit: { parameters: ["i32"], result: "void" } })?.symbols._exit(code);
  Deno.exit(code);
}
