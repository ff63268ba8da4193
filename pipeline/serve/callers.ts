/** Who may ask: programs of this machine and the page itself, but no page of somebody else in a browser here. */
import { Refusal } from "./refusal.ts";

/** By which names a client may reach the server. */
export interface Reachable {
  /** Whether other machines may: then by an address, or by these names. */
  readonly isOpen: boolean;
  readonly names: readonly string[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const ADDRESS = /^(?:\d+(?:\.\d+){3}|\[[\da-f:.]+\])$/;

/**
 * Refuses requests that a page of another site has a browser send. Such a page has its own `Origin`; one whose name was
 * bound to this machine's address (DNS rebinding) has its own `Host`.
 *
 * @throws {Refusal} With status 400 or 403.
 */
export function refuseStrangers(request: Request, reachable: Reachable): void {
  const stated = request.headers.get("host");
  const host = stated === null ? undefined : hostOf(`http://${stated}`);
  if (host === undefined) {
    throw new Refusal(400, {
      error: stated === null ? "The request has no header Host" : `Host "${stated}" is none`,
      expected: "Host: the address of the server, such as localhost:8787",
      remedy: "send the header, as every client of HTTP/1.1 does",
    });
  }
  if (!isReachedBy(host.hostname, reachable)) {
    throw new Refusal(403, {
      error: `Host "${stated}" is not how this server is reached`,
      expected: reachable.isOpen
        ? `an address in numbers, localhost${reachable.names.map((name) => `, ${name}`).join("")}`
        : "localhost, 127.0.0.1 or [::1]",
      remedy: "use such an address: a web page of another name must not reach this server",
    });
  }
  const origin = request.headers.get("origin");
  if (origin !== null && hostOf(origin)?.origin !== host.origin) throw foreign(`Origin "${origin}"`);
  const site = request.headers.get("sec-fetch-site") ?? "none";
  const isVisit = request.method === "GET" && request.headers.get("sec-fetch-mode") === "navigate";
  if (site !== "none" && site !== "same-origin" && !isVisit) throw foreign(`Sec-Fetch-Site "${site}"`);
}

function foreign(what: string): Refusal {
  return new Refusal(403, {
    error: `${what}: the request comes from a page of another site`,
    expected: "a program, or the page that this server has at /",
    remedy: "send the request from a program, or open the server's own page",
  });
}

function isReachedBy(name: string, { isOpen, names }: Reachable): boolean {
  return LOOPBACK.test(name) || (isOpen && (ADDRESS.test(name) || names.includes(name)));
}

function hostOf(url: string): URL | undefined {
  const parsed = URL.parse(url);
  return parsed?.hostname ? parsed : undefined;
}
