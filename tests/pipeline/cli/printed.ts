/** What commands print within this process. */

/** Lines of standard output and of standard error, and the exit code. */
export interface Printed {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
}

/** Runs a command and keeps what it prints. */
export async function printedBy(command: () => Promise<number>): Promise<Printed> {
  const printed = [Deno.stdout, Deno.stderr].map((stream) => stub(stream));
  try {
    const code = await command();
    const [out, err] = printed.map(({ text }) => text().trimEnd().split("\n")) as [string[], string[]];
    return { code, out, err };
  } finally {
    printed.forEach(({ restore }) => restore());
  }
}

/** Keeps what is written to a stream. */
function stub(stream: { writeSync(bytes: Uint8Array): number }) {
  const write = stream.writeSync;
  let written = "";
  stream.writeSync = (bytes) => {
    written += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  return { text: () => written, restore: () => stream.writeSync = write };
}
