/** An editor that talks to `deno task lsp`, message by message: of the benchmark and of tests. */
import { ROOT } from "../pipeline/cli/terminal/paths.ts";

/** A message of the protocol. */
export interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** An editor with a server of its own. */
export interface Client extends AsyncDisposable {
  /** Tells the server something. */
  notify(method: string, params: unknown): Promise<void>;
  /** Asks the server, and gives its whole answer. */
  request(method: string, params: unknown): Promise<Message>;
  /** The next notification of the server. */
  next(): Promise<Message>;
  /** Waits until the server has nothing more to say, which is then forgotten. */
  quiet(): Promise<void>;
  /** Ends the connection as the protocol wants; what the process gives. */
  close(): Promise<{ readonly code: number; readonly stderr: string }>;
}

/** Starts a server by words of Deno's in the repository's root, as an editor does, and greets it. */
export async function startServer(words: readonly string[] = ["task", "--quiet", "lsp"]): Promise<Client> {
  const child = new Deno.Command("deno", {
    args: [...words, "--stdio"],
    cwd: ROOT,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", INIT_CWD: ROOT },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stderr = new Response(child.stderr).text();
  const input = child.stdin.getWriter();
  const answers = new Map<number, (message: Message) => void>();
  const told: Message[] = [];
  let wake: (() => void) | undefined;
  let count = 0;
  const reading = (async () => {
    for await (const message of messagesIn(child.stdout)) {
      if (message.method === undefined) answers.get(message.id!)!(message);
      else told.push(message);
      wake?.();
    }
  })();
  const send = (message: Message) => {
    const body = new TextEncoder().encode(JSON.stringify({ jsonrpc: "2.0", ...message }));
    const head = new TextEncoder().encode(`Content-Length: ${body.length}\r\n\r\n`);
    return input.write(new Uint8Array([...head, ...body]));
  };
  const request = (method: string, params: unknown) => {
    const { promise, resolve } = Promise.withResolvers<Message>();
    const id = count++;
    answers.set(id, resolve);
    return send({ id, method, params }).then(() => promise);
  };
  let closed: Promise<{ code: number; stderr: string }> | undefined;
  const client: Client = {
    request,
    notify: (method, params) => send({ method, params }),
    async next() {
      while (told.length === 0) await new Promise<void>((resolve) => wake = resolve);
      return told.shift()!;
    },
    async quiet() {
      const textDocument = { uri: "file:///nothing" };
      await request("textDocument/hover", { textDocument, position: { line: 0, character: 0 } });
      told.length = 0;
    },
    close: () =>
      closed ??= (async () => {
        await request("shutdown", undefined);
        await send({ method: "exit" });
        await input.close();
        const [{ code }, text] = await Promise.all([child.status, stderr, reading]);
        return { code, stderr: text };
      })(),
    async [Symbol.asyncDispose]() {
      await client.close();
    },
  };
  await request("initialize", { processId: 1, rootUri: null, capabilities: {} });
  await client.notify("initialized", {});
  return client;
}

/** The messages in a stream: a head with the length, then JSON. */
async function* messagesIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  let bytes = new Uint8Array();
  for await (const part of stream) {
    bytes = new Uint8Array([...bytes, ...part]);
    for (;;) {
      const head = /^([^]*?)\r\n\r\n/.exec(new TextDecoder("latin1").decode(bytes))?.[1];
      if (head === undefined) break;
      const [from, length] = [head.length + 4, Number(/Content-Length: (\d+)/i.exec(head)![1])];
      if (bytes.length < from + length) break;
      yield JSON.parse(new TextDecoder().decode(bytes.subarray(from, from + length)));
      bytes = bytes.slice(from + length);
    }
  }
}
