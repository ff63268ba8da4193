/** A terminal in which a person types commands: bash in a pseudo-terminal, which Python makes. */
import { join } from "node:path";
import { ROOT } from "../../../shared.ts";

/** Whether there can be such a terminal. */
export const hasTerminal = await has("python3") && await has("bash");

/** A window with a shell, in the repository's root. */
export class Terminal implements AsyncDisposable {
  /** All that the shell and its commands wrote, with what steers the terminal. */
  output = "";
  readonly #process: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<void>;

  private constructor(columns: number, env: Record<string, string>) {
    const driver = join(import.meta.dirname!, "terminal.py");
    this.#process = new Deno.Command("python3", {
      args: [driver, `${columns}`, "bash", "--norc", "--noprofile", "--noediting", "-i"],
      cwd: ROOT,
      env: { NO_COLOR: "1", TERM: "xterm", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#keys = this.#process.stdin.getWriter();
    this.#reading = this.#read();
  }

  /** Opens a window; 0 columns are a terminal that does not know its width. */
  static async open(columns = 80, env: Record<string, string> = {}): Promise<Terminal> {
    const terminal = new Terminal(columns, env);
    await terminal.until(/[#$] $/);
    return terminal;
  }

  async #read(): Promise<void> {
    for await (const text of this.#process.stdout.pipeThrough(new TextDecoderStream())) this.output += text;
  }

  async #act(act: Record<string, unknown>): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(`${JSON.stringify(act)}\n`));
  }

  /** Presses keys. */
  type(keys: string): Promise<void> {
    return this.#act({ type: keys });
  }

  /** Presses Ctrl-C. */
  interrupt(): Promise<void> {
    return this.type("\x03");
  }

  /** Changes the width of the window. */
  resize(columns: number): Promise<void> {
    return this.#act({ columns });
  }

  /** Closes the window; what runs in it goes on without. */
  close(): Promise<void> {
    return this.#act({ close: true });
  }

  /** Waits until what was written after `from` characters matches. */
  async until(pattern: RegExp, from = 0): Promise<void> {
    const end = Date.now() + 120_000;
    while (!pattern.test(this.output.slice(from))) {
      if (Date.now() > end) throw new Error(`${pattern} never came:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Types a command and waits until it wrote something. */
  async start(command: string, pattern: RegExp): Promise<void> {
    const from = this.output.length;
    await this.type(`${command}\n`);
    await this.until(pattern, from);
  }

  /** Waits for the prompt after a command; its exit code. */
  async ended(): Promise<number> {
    const from = this.output.length;
    await this.type('echo "code $?"\n');
    await this.until(/code \d+\r?\n/, from);
    return Number(/code (\d+)\r?\n/.exec(this.output.slice(from))![1]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close().catch(() => {});
    await this.#keys.close().catch(() => {});
    await this.#reading;
    await this.#process.status;
  }
}

async function has(command: string): Promise<boolean> {
  try {
    return (await new Deno.Command(command, { args: ["--version"], stdout: "null", stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}
