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

/** The beginning of a file of the system, such as `/proc/cpuinfo`, which Deno does not read; undefined where it cannot be had. */
export function readOfSystem(path: string, size = 65536): string | undefined {
  const libc = mayCall()
    ? openLibc({
      open: { parameters: ["buffer", "i32"], result: "i32" },
      read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
      close: { parameters: ["i32"], result: "i32" },
    })
    : undefined;
  if (!libc) return undefined;
  const { open, read, close } = libc.symbols;
  const file = open(new TextEncoder().encode(`${path}\0`), 0);
  const bytes = new Uint8Array(size);
  const count = file < 0 ? -1 : Number(read(file, bytes, BigInt(size)));
  if (file >= 0) close(file);
  libc.close();
  return count < 0 ? undefined : new TextDecoder().decode(bytes.subarray(0, count));
}

/** Returns memory that was freed to the system, where the C library keeps it for later. */
export function returnFreed(): void {
  const libc = mayCall() ? openLibc({ malloc_trim: { parameters: ["usize"], result: "i32" } }) : undefined;
  libc?.symbols.malloc_trim(0n);
  libc?.close();
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
