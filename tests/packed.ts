/** The package as npm would have it: built once, and served as a registry does. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildPackage } from "../package/build.ts";
import { npmCache } from "../package/licences.ts";
import { temporaryFolder } from "./temporary.ts";

const out = join(temporaryFolder(), "package");

/** The path of the tarball. */
export const TARBALL: string = await buildPackage(out);

/** What is in it, unpacked. */
export const UNPACKED: string = join(out, "package");

/** package.json of the package. */
export const MANIFEST = JSON.parse(readFileSync(join(UNPACKED, "package.json"), "utf8"));

/** What a person has who installs walt: an empty folder, a home of their own, and an npm that knows the package. */
export interface Newcomer extends Disposable {
  readonly folder: string;
  /** Runs a program there; where it fails, what it said is thrown. */
  run(program: string, ...args: string[]): Promise<string>;
}

/** Someone new; but packages of others are in Deno's cache already, so that nothing is fetched. */
export async function newcomer(): Promise<Newcomer> {
  const home = temporaryFolder();
  const folder = join(home, "empty");
  mkdirSync(folder);
  const cache = await npmCache();
  const server = serveRegistry();
  const env = { HOME: home, DENO_DIR: dirname(cache), XDG_CACHE_HOME: join(home, "cache"), NO_COLOR: "1" };
  for (const place of [home, folder]) writeFileSync(join(place, ".npmrc"), `@walt:registry=${server.url}\n`);
  return {
    folder,
    async run(program, ...args) {
      const command = new Deno.Command(program, {
        args,
        cwd: folder,
        env: { ...env, DENO_NO_UPDATE_CHECK: "1" },
      });
      const { code, stdout, stderr } = await command.output();
      const [text, told] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${text}${told}`);
      return text!;
    },
    [Symbol.dispose]() {
      server.stop();
      rmSync(join(cache, new URL(server.url).port), { recursive: true, force: true });
    },
  };
}

/** A registry that has this package alone. */
function serveRegistry(): { readonly url: string; stop(): void } {
  const bytes = readFileSync(TARBALL);
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    if (url.endsWith(".tgz")) return new Response(bytes);
    const dist = { tarball: new URL("/walt.tgz", url).href, integrity };
    const { name, version } = MANIFEST;
    const versions = { [version]: { ...MANIFEST, dist } };
    return Response.json({ name, "dist-tags": { latest: version }, versions });
  });
  return { url: `http://127.0.0.1:${server.addr.port}/`, stop: () => void server.shutdown() };
}
