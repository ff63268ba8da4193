/** A line for when the process dies inside a native library, which no JavaScript survives to print. */
import { openLibc } from "../../../files/libc.ts";

const libc = {
  mmap: { parameters: ["pointer", "usize", "i32", "i32", "i32", "i64"], result: "pointer" },
  mprotect: { parameters: ["pointer", "usize", "i32"], result: "i32" },
  fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
  sigaction: { parameters: ["i32", "buffer", "pointer"], result: "i32" },
} as const;

const STDERR = 2;
/** F_DUPFD_CLOEXEC: a process that is started does not inherit the copy. */
const DUPLICATE = 1030;
const READ = 1;
const WRITE = 2;
const EXECUTE = 4;
const PRIVATE_ANONYMOUS = 0x22;
/** MAP_FAILED. */
const FAILED = 2n ** 64n - 1n;
/** SIGILL, SIGABRT, SIGBUS, SIGFPE and SIGSEGV on Linux. */
const DEADLY = [4, 6, 7, 8, 11];
/** Of struct sigaction: its size, and where its flags are. */
const ACTION_BYTES = 152;
const FLAGS_AT = 136;
/** SA_ONSTACK, and SA_RESETHAND: the signal then does what it would have done. */
const FLAGS = 0x88000000;
/** Where the text begins, after the code. */
const TEXT_AT = 64;

/**
 * Has the process write `text` to stderr when a deadly signal ends it, on whatever thread. A signal handler may run
 * nothing but a few system calls, so it is a few instructions of its own: no JavaScript can be called there. Does nothing
 * where there is no such code for the platform.
 */
export function leaveLastWords(text: string): void {
  const code = Deno.build.os === "linux" ? handlers[Deno.build.arch] : undefined;
  const library = code && openLibc(libc);
  if (!code || !library) return;
  const { mmap, mprotect, fcntl, sigaction } = library.symbols;
  const message = new TextEncoder().encode(text);
  const bytes = TEXT_AT + message.length;
  const page = mmap(null, BigInt(bytes), READ | WRITE, PRIVATE_ANONYMOUS, -1, 0n);
  if (page === null || Deno.UnsafePointer.value(page) === FAILED) return;
  const memory = new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(page, bytes));
  // Of its own, since the library is silenced while it loads.
  const stderr = fcntl(STDERR, DUPLICATE, STDERR + 1);
  memory.set(code(stderr, message.length));
  memory.set(message, TEXT_AT);
  if (mprotect(page, BigInt(bytes), READ | EXECUTE) !== 0) return;
  const action = new DataView(new ArrayBuffer(ACTION_BYTES));
  action.setBigUint64(0, Deno.UnsafePointer.value(page), true);
  action.setUint32(FLAGS_AT, FLAGS, true);
  for (const signal of DEADLY) sigaction(signal, new Uint8Array(action.buffer), null);
}

/** `write(file, text, length); kill(getpid(), signal)`, by processor. */
const handlers: Partial<Record<typeof Deno.build.arch, (file: number, length: number) => Uint8Array>> = {
  x86_64(file, length) {
    // deno-fmt-ignore
    const code = Uint8Array.of(
      0x57,                                     // push rdi            the signal
      0xb8, 1, 0, 0, 0,                         // mov eax, 1          write
      0xbf, 0, 0, 0, 0,                         // mov edi, file
      0x48, 0x8d, 0x35, TEXT_AT - 18, 0, 0, 0,  // lea rsi, [text]
      0xba, 0, 0, 0, 0,                         // mov edx, length
      0x0f, 0x05,                               // syscall
      0xb8, 39, 0, 0, 0,                        // mov eax, 39         getpid
      0x0f, 0x05,                               // syscall
      0x89, 0xc7,                               // mov edi, eax
      0x5e,                                     // pop rsi
      0xb8, 62, 0, 0, 0,                        // mov eax, 62         kill
      0x0f, 0x05,                               // syscall
      0xc3,                                     // ret
    );
    const view = new DataView(code.buffer);
    view.setUint32(7, file, true);
    view.setUint32(19, length, true);
    return code;
  },
  aarch64(file, length) {
    const code = Uint32Array.of(
      0x2a0003e9, // mov w9, w0          the signal
      0x52800000 | file << 5, // mov w0, file
      0x10000001 | (TEXT_AT - 8) / 4 << 5, // adr x1, text
      0x52800002 | length << 5, // mov w2, length
      0x52800000 | 64 << 5 | 8, // mov w8, 64          write
      0xd4000001, // svc 0
      0x52800000 | 172 << 5 | 8, // mov w8, 172         getpid
      0xd4000001, // svc 0
      0x2a0903e1, // mov w1, w9
      0x52800000 | 129 << 5 | 8, // mov w8, 129         kill
      0xd4000001, // svc 0
      0xd65f03c0, // ret
    );
    return new Uint8Array(code.buffer);
  },
};
