/** A server of a run, as a process. */
import assert from "node:assert/strict";
import { startTask } from "./process.ts";

/** A server that listens. */
export interface Served {
  /** Ends in a slash. */
  readonly address: string;
  readonly port: number;
  /** What it has said on standard error so far. */
  said(): string;
  /** As Ctrl-C does; the exit code. */
  interrupt(): Promise<number>;
}

/** Starts `serve` with words, uses it when it listens, and ends it. */
export async function withServer(
  words: readonly string[],
  use: (served: Served) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const child = startTask(["serve", ...words, "--port", "0"], env);
  let said = "";
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>();
  const reading = Promise.all([
    child.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
      new WritableStream({
        write(text) {
          const address = /^serving +(http:\S+\/) until Ctrl-C$/m.exec(text)?.[1];
          if (address !== undefined) resolve(address);
        },
      }),
    ),
    child.stderr.pipeThrough(new TextDecoderStream()).pipeTo(
      new WritableStream({ write: (text) => void (said += text) }),
    ),
  ]);
  child.status.then(({ code }) => reject(new Error(`ended with ${code}: ${said}`)));
  let isOver = false;
  const interrupt = async () => {
    child.kill("SIGINT");
    const { code } = await child.status;
    await reading;
    isOver = true;
    return code;
  };
  try {
    const address = await listening;
    await use({ address, port: Number(new URL(address).port), said: () => said, interrupt });
  } finally {
    if (!isOver) assert.equal(await interrupt(), 0, said);
  }
}
