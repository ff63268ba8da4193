/** The package.json of the package: made from deno.json, which alone has versions. */

/** What is used of deno.json. */
export interface DenoConfig {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
}

/**
 * Packages that a program must add itself where it needs them: npm would let this one download a library that walt does not
 * use. The engine tensorflow has its kernels.
 */
const OPTIONAL = ["@tensorflow/tfjs-node-gpu"];

/** Files of documentation and code for people, beside the modules. */
const FILES = ["*.js", "*.d.ts", "*.md", "LICENSE", "app", "docs", "pipeline", "recipes", "specs"];

/**
 * What package.json says.
 *
 * @param used The names of the packages that the modules import.
 */
export function manifest(config: DenoConfig, used: readonly string[]): Record<string, unknown> {
  const versions = versionsOf(config.imports);
  const of = (names: readonly string[]) =>
    Object.fromEntries(
      names.toSorted().map((name) => {
        const version = versions.get(name);
        if (version === undefined) throw new Error(`deno.json has no version of ${name}`);
        return [name, version];
      }),
    );
  const optional = used.filter((name) => OPTIONAL.includes(name));
  return {
    name: config.name,
    version: config.version,
    description: "Weakly-supervised temporal action localization by recipe",
    keywords: [
      "temporal action localization",
      "weakly supervised",
      "action recognition",
      "video",
      "tensorflow",
    ],
    license: config.license,
    type: "module",
    engines: { node: ">=20", deno: ">=2.9" },
    main: "./mod.js",
    types: "./mod.d.ts",
    exports: {
      ...Object.fromEntries(
        Object.entries(config.exports).map(([name, file]) => {
          const module = file.replace(/\.ts$/, "");
          return [name, { types: `${module}.d.ts`, default: `${module}.js` }];
        }),
      ),
      "./recipes/*": "./recipes/*",
      "./package.json": "./package.json",
    },
    bin: { walt: "walt.js" },
    files: FILES,
    dependencies: of(used.filter((name) => !OPTIONAL.includes(name))),
    peerDependencies: of(optional),
    peerDependenciesMeta: Object.fromEntries(optional.map((name) => [name, { optional: true }])),
  };
}

/** The exact version of every package that deno.json imports, by name. */
export function versionsOf(imports: DenoConfig["imports"]): Map<string, string> {
  return new Map(
    Object.values(imports).flatMap((specifier) => {
      const [, name, version] = /^npm:\/?((?:@[^/]+\/)?[^@/]+)@([^/]+)/.exec(specifier) ?? [];
      return name === undefined ? [] : [[name, version!] as const];
    }),
  );
}

/** A module that a text imports, or of which it names the types. */
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*"([^".][^"]*)"|@ts-types="([^"]+)"/g;

/** Those of the imports of deno.json that some modules use, whose texts are given; a checkout has others for its tests and pages. */
export function usedImports(
  imports: DenoConfig["imports"],
  modules: readonly string[],
): Record<string, string> {
  const named = new Set(
    modules.flatMap((text) => Array.from(text.matchAll(IMPORTED), ([, module, types]) => (module ?? types)!)),
  );
  const isUsed = (key: string) =>
    named.has(key) || named.values().some((name) => name.startsWith(key.endsWith("/") ? key : `${key}/`));
  return Object.fromEntries(Object.entries(imports).filter(([key]) => isUsed(key)));
}

/** The keys of deno.json that a copy of walt needs to run: what it imports, and what each verb may do. */
export function appConfig(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = [
    "name",
    "version",
    "license",
    "exports",
    "nodeModulesDir",
    "lock",
    "allowScripts",
    "permissions",
    "imports",
  ];
  return Object.fromEntries(kept.map((key) => [key, config[key]]));
}
