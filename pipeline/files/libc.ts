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

/** The name of this machine; "this machine" where it cannot be asked. */
export function hostName(): string {
  const size = 256;
  const name = new Uint8Array(size);
  const libc = mayCall()
    ? openLibc({ gethostname: { parameters: ["buffer", "usize"], result: "i32" } })
    : undefined;
  const code = libc?.symbols.gethostname(name, BigInt(size));
  libc?.close();
  return code === 0 ? new TextDecoder().decode(name.subarray(0, name.indexOf(0))) : "this machine";
}

function mayCall(): boolean {
  return Deno.permissions.querySync({ name: "ffi" }).state === "granted";
}

/**
 * Ends the process at once. `Deno.exit` runs what libraries do at the end, which crashes while one of them computes on
 * another thread.
 */
export function leave(code: number): never {
  leaveByLibc(code);
  Deno.exit(code);
}

/**
 * Ends the process from a thread of its own, in which `Deno.exit` would end the thread alone; without the permission to
 * call the library, the process is killed, and the code is that of SIGKILL.
 */
export function leaveFromThread(code: number): void {
  leaveByLibc(code);
  Deno.kill(Deno.pid, "SIGKILL");
}

function leaveByLibc(code: number): void {
  if (mayCall()) openLibc({ _exit: { parameters: ["i32"], result: "void" } })?.symbols._exit(code);
}
