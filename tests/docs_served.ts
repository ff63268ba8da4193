/** Runs the commands of a page against a server that the first of them starts. */
import assert from "node:assert/strict";
import { join } from "node:path";

/** All commands of a page as one test, in the folder `copy`. */
export function testServed(page: string, copy: string, commands: () => readonly string[]): void {
  Deno.test(`${page}: a server and its requests`, async () => {
    const [start, ...requests] = commands();
    const rows = Array.from({ length: 60 }, (_, t) => Array.from({ length: 512 }, (_, i) => (t + i) % 7));
    Deno.writeTextFileSync(join(copy, "features.json"), JSON.stringify({ features: { rgb: rows } }));
    const options = { cwd: copy, env: { NO_COLOR: "1", INIT_CWD: copy }, stdout: "piped" } as const;
    const server = new Deno.Command("sh", {
      ...options,
      args: ["-c", `exec ${start} --port 0`],
      stderr: "null",
    })
      .spawn();
    const output = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    while (!said.includes("Ctrl-C")) {
      said += (await output.read()).value ?? assert.fail(`ended after ${said}`);
    }
    const [address] = /http:\S+\//.exec(said)!;
    assert.ok(requests.length > 0);
    for (const request of requests) {
      const asked = request.replace("http://127.0.0.1:8787/", address);
      const { stdout } = await new Deno.Command("sh", { ...options, args: ["-c", asked] }).output();
      const answer = JSON.parse(new TextDecoder().decode(stdout));
      assert.equal(answer.error, undefined, `${request}: ${answer.error}`);
    }
    server.kill("SIGINT");
    assert.equal((await server.status).code, 0);
    await output.cancel();
  });
}
