import assert from "node:assert/strict";
import { type Reachable, refuseStrangers } from "../../../pipeline/serve/callers.ts";
import { Refusal } from "../../../pipeline/serve/refusal.ts";

/** The status of a request with headers: 200 where it is not refused. */
function statusOf(
  headers: Record<string, string>,
  reachable: Partial<Reachable> = {},
  method = "POST",
): number {
  const request = new Request("http://localhost:8787/segments", { method, headers });
  try {
    refuseStrangers(request, { isOpen: false, names: [], ...reachable });
    return 200;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.status;
  }
}

const HOST = "localhost:8787";

Deno.test("Programs of this machine and the server's own page are answered", () => {
  for (const host of [HOST, "127.0.0.1:8787", "[::1]:8787", "localhost", "127.0.0.2:1"]) {
    assert.equal(statusOf({ host }), 200, host);
    assert.equal(statusOf({ host, origin: `http://${host}`, "sec-fetch-site": "same-origin" }), 200, host);
  }
  assert.equal(statusOf({ host: HOST, "sec-fetch-site": "none" }), 200);
});

Deno.test("A page whose name was bound to this machine's address is refused by its Host", () => {
  for (
    const host of [
      "evil.example:8787",
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "192.168.1.5:8787",
      "localhost@evil.example",
      "x y",
    ]
  ) assert.ok([400, 403].includes(statusOf({ host, origin: `http://${host}` })), host);
  assert.equal(statusOf({}), 400);
});

Deno.test("A page of another site is refused by its Origin, also one of another port of this machine", () => {
  for (
    const origin of ["http://evil.example", "null", "http://localhost:3000", "https://localhost:8787", "x"]
  ) {
    assert.equal(statusOf({ host: HOST, origin }), 403, origin);
  }
  for (const site of ["cross-site", "same-site"]) {
    assert.equal(statusOf({ host: HOST, "sec-fetch-site": site }), 403, site);
    // A link to the page is none of its requests.
    const visit = { host: HOST, "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
    assert.deepEqual([statusOf(visit, {}, "GET"), statusOf(visit)], [200, 403]);
  }
});

Deno.test("Where other machines may ask, they do by an address or by this machine's name, and no page of another name", () => {
  const open = { isOpen: true, names: ["gpu", "gpu.local"] };
  for (const host of ["192.168.1.5:8787", "[fe80::1]:8787", "gpu:8787", "gpu.local", HOST]) {
    assert.equal(statusOf({ host, origin: `http://${host}` }, open), 200, host);
  }
  assert.equal(statusOf({ host: "evil.example" }, open), 403);
  assert.equal(statusOf({ host: "192.168.1.5:8787", origin: "http://evil.example" }, open), 403);
});
