/**
 * `deno task package`: builds the package that npm would publish, `.package/walt-walt-<version>.tgz`. What runs in Node, in
 * browsers and as a dependency is JavaScript with types; `app` has what the command runs, as the repository has it.
 */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { appFiles, docFiles } from "./files.ts";
import { appConfig, type DenoConfig, manifest, usedImports } from "./manifest.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Builds it in a folder, which is emptied, and returns the path of the tarball. */
export async function buildPackage(out: string = join(ROOT, ".package")): Promise<string> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const config = JSON.parse(readFileSync(join(ROOT, "deno.json"), "utf8")) as DenoConfig;
  const packed = join(out, "modules.tgz");
  await run("deno", ["pack", "-o", packed, "--allow-dirty", "--no-source-maps"]);
  await run("tar", ["xzf", packed, "-C", out]);
  rmSync(packed);
  const folder = join(out, "package");
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = (await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])).split(
    "\0",
  );
  // A deno.json in the package, which has the version, would be taken for that of whoever looks into it.
  writeFileSync(
    join(folder, "pipeline/version.js"),
    `/** The version of walt. */\nexport const VERSION = ${JSON.stringify(config.version)};\n`,
  );
  for (const file of docFiles(files)) copy(file, folder);
  const app = appFiles(files);
  for (const file of app) copy(file, join(folder, "app"));
  const modules = app.filter((file) => file.endsWith(".ts")).map((file) =>
    readFileSync(join(ROOT, file), "utf8")
  );
  const imports = usedImports(config.imports, modules);
  write(join(folder, "app", "deno.json"), appConfig({ ...config, imports }));
  // Takes the packages out of the lockfile that nothing needs any more.
  await run("deno", ["install", "-q", "--lockfile-only", "--frozen=false"], join(folder, "app"));
  writeFileSync(join(folder, "app", "build"), `${config.version}-${hashOf(join(folder, "app"))}\n`);
  write(join(folder, "package.json"), manifest(config, Object.keys(dependencies)));
  await bundleCommand(folder);
  const [{ filename }] = JSON.parse(await run("npm", ["pack", "--json", "--silent"], folder));
  cpSync(join(folder, filename), join(out, filename));
  rmSync(join(folder, filename));
  return join(out, filename);
}

/** The command as one file for Node and Deno, without any package. */
async function bundleCommand(folder: string): Promise<void> {
  const file = join(folder, "walt.js");
  await run("deno", ["bundle", "-q", "--platform=deno", "-o", file, "walt.ts"]);
  const text = readFileSync(file, "utf8").replace(/^#!.*\n/, "");
  writeFileSync(file, `#!/usr/bin/env node\n${text}`, { mode: 0o755 });
}

function copy(file: string, to: string): void {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  cpSync(join(ROOT, file), join(to, file));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** 8 hexadecimal digits that change with what is in a folder. */
function hashOf(folder: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  );
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(path.slice(folder.length)).update("\0").update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 8);
}

/** What a program prints in the root of the repository, or another folder. */
async function run(program: string, args: readonly string[], cwd: string = ROOT): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args], cwd }).output();
  if (!success) throw new Error(`${program} ${args.join(" ")}\n${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

// deno-lint-ignore no-console
if (import.meta.main) console.log(await buildPackage());
