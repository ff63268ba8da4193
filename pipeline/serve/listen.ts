/** A server of HTTP that notices when a client leaves, also one whose whole body has been read. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What answers requests; its signal is aborted when the client has left. */
export type Answering = (request: Request) => Promise<Response>;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Answers what is asked and begins nothing new. */
  stop(): Promise<void>;
}

/** Milliseconds that the rest of a body which nobody wants may go on to come, so that the client gets its answer. */
const DRAINED = 5000;

/**
 * Listens. `Deno.serve` tells of a client that leaves only while its body comes, so that this is Node's server.
 *
 * @throws What the system says, with its `code`, when the port cannot be had.
 */
export async function listenHttp(port: number, hostname: string, answer: Answering): Promise<Listening> {
  const pending = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const answered = respond(message, response, answer).finally(() => pending.delete(answered));
    pending.add(answered);
  });
  // A film may take longer than five minutes to come.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => resolve());
  });
  const { port: own } = server.address() as { readonly port: number };
  return {
    port: own,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(pending);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(message: IncomingMessage, response: ServerResponse, answer: Answering): Promise<void> {
  const leaving = new AbortController();
  // What reads the body is told of it too.
  message.on("error", () => {});
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  closed.then(() => {
    if (!response.writableFinished) leaving.abort(new DOMException("The client has left", "AbortError"));
  });
  const request = requestOf(message, leaving.signal);
  const given = request ? await answer(request) : new Response(null, { status: 400 });
  const body = new Uint8Array(await given.arrayBuffer());
  if (leaving.signal.aborted) return;
  if (!message.complete) given.headers.set("connection", "close");
  response.writeHead(given.status, Object.fromEntries(given.headers));
  response.end(message.method === "HEAD" ? undefined : body);
  if (!message.complete) {
    message.resume();
    const timer = setTimeout(() => message.destroy(), DRAINED);
    for (const end of ["end", "close"]) message.once(end, () => clearTimeout(timer));
    response.socket?.once("close", () => clearTimeout(timer));
  }
  await closed;
}

/** Undefined where what stands in the head makes no request. */
function requestOf(message: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = "GET", url = "/", headersDistinct } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  // Who has read enough leaves the rest, without which the socket would go before the answer.
  const body = hasBody ? ReadableStream.from<Uint8Array>(message.iterator({ destroyOnReturn: false })) : null;
  try {
    // The host is checked by the header; here any stands for it.
    return new Request(new URL(url, "http://localhost"), { method, headers, body, signal });
  } catch {
    return undefined;
  }
}
