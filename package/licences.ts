/** `deno task licences`: writes LICENSES.md, the licences of all packages that walt runs on, from deno.lock. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is used of deno.lock. */
export interface Lock {
  /** The version that an import resolves to, with those of its peers. */
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
}

/** Imports that tests alone use. */
const OF_TESTS = ["@seriousme/openapi-schema-validator", "fast-check", "puppeteer-core"];

/** The packages that imports need, and those need, as `name@version`, each once and sorted; not those of tests and types. */
export function packagesOf(lock: Lock): string[] {
  const keys = Object.keys(lock.npm);
  const found = new Set<string>();
  const visit = (name: string) => {
    // A lock leaves the version out where there is one.
    const key = name in lock.npm ? name : keys.find((each) => each.startsWith(`${name}@`));
    if (key === undefined) throw new Error(`deno.lock has no package ${name}`);
    if (found.has(key)) return;
    found.add(key);
    lock.npm[key]!.dependencies?.forEach(visit);
  };
  for (const [specifier, version] of Object.entries(lock.specifiers)) {
    const name = specifier.replace(/^npm:\/?/, "").replace(/(?<=.)@.*$/, "");
    if (!OF_TESTS.includes(name)) visit(`${name}@${version}`);
  }
  const plain = [...found].map((key) => key.replace(/(@\d[^_]*)_.*$/, "$1")).filter((key) =>
    !key.startsWith("@types/")
  );
  return [...new Set(plain)].sort();
}

/**
 * The licence that a package states.
 *
 * @param cache Deno's folder of npm packages.
 * @param name `name@version`.
 */
export function licenceOf(cache: string, name: string): string {
  const at = name.lastIndexOf("@");
  const folders = readdirSync(cache).map((registry) =>
    join(cache, registry, name.slice(0, at), name.slice(at + 1))
  );
  const folder = folders.find((each) => existsSync(join(each, "package.json")));
  if (folder === undefined) throw new Error(`${name} is not in Deno's cache: deno install`);
  const { license, licenses } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const stated = license ?? licenses?.map((each: { type: string }) => each.type).join(" OR ");
  return typeof stated === "string" ? stated : stated?.type ?? "not stated";
}

/** The text of LICENSES.md. */
export function licencesText(lock: Lock, cache: string): string {
  const rows = packagesOf(lock).map((name) => {
    const at = name.lastIndexOf("@");
    const link = `https://www.npmjs.com/package/${name.slice(0, at)}/v/${name.slice(at + 1)}`;
    return `| [${name.slice(0, at)}](${link}) | ${name.slice(at + 1)} | ${licenceOf(cache, name)} |`;
  });
  return `# Licences

walt is under the [MIT licence](LICENSE). It runs on these packages, which npm and Deno fetch from their authors; none is part of
walt. \`deno task licences\` writes this list from \`deno.lock\` and what the packages state of themselves.

Fetched only where they are asked for: TensorFlow (Apache-2.0) and, for GPUs, NVIDIA's libraries under [its](https://docs.nvidia.com/cuda/eula)
[licences](https://docs.nvidia.com/deeplearning/cudnn/latest/reference/eula.html) by \`engine\`; @vladmandic/human (MIT) and
canvaskit-wasm (BSD-3-Clause) by \`films\`; onnxruntime-node (MIT) by \`onnx\`.

| package | version | licence |
|---|---|---|
${rows.join("\n")}
`;
}

/** Deno's folder of npm packages. */
export async function npmCache(): Promise<string> {
  const { stdout } = await new Deno.Command("deno", { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).npmCache;
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync(join(ROOT, "deno.lock"), "utf8"));
  writeFileSync(join(ROOT, "LICENSES.md"), licencesText(lock, await npmCache()));
}
