import assert from "node:assert/strict";
import { listenHttp } from "../../../pipeline/serve/listen.ts";

Deno.test("listenHttp() tells of a client that leaves after its whole body was read, and answers another that sends too much", async () => {
  const left = Promise.withResolvers<string>();
  const server = await listenHttp(0, "127.0.0.1", async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/much") return Response.json({ much: request.headers.get("x-mine") }, { status: 413 });
    const body = await request.text();
    if (pathname === "/echo") return new Response(body);
    await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    left.resolve(body);
    return new Response("nobody reads this");
  });
  const address = `http://127.0.0.1:${server.port}`;
  try {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    const head = "POST /wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n";
    await connection.write(new TextEncoder().encode(head));
    // A packet of its own, as clients send bodies.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.write(new TextEncoder().encode("film"));
    const echoed = await fetch(`${address}/echo`, { method: "POST", body: "ü".repeat(100_000) });
    assert.equal(await echoed.text(), "ü".repeat(100_000));
    connection.close();
    assert.equal(await left.promise, "film");
    const body = new Uint8Array(3_000_000);
    const much = await fetch(`${address}/much`, { method: "POST", body, headers: { "x-mine": "1" } });
    assert.deepEqual([much.status, await much.json()], [413, { much: "1" }]);
    const head_ = await fetch(`${address}/echo`, { method: "HEAD" });
    assert.deepEqual([head_.status, await head_.text()], [200, ""]);
    await assert.rejects(
      listenHttp(server.port, "127.0.0.1", () => Promise.reject()),
      (error: { code?: unknown }) => error.code === "EADDRINUSE",
    );
  } finally {
    await server.stop();
  }
});
