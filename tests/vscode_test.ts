/** The extension for Visual Studio Code: what it starts, and what its package holds. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { startServer } from "../bench/editor_client.ts";
import { checkoutOf, serverOf } from "../editors/vscode/src/server.js";
import { needs } from "./needs.ts";
import { ROOT } from "./shared.ts";
import { temporaryFolder } from "./temporary.ts";

const FOLDER = join(ROOT, "editors/vscode");

function json(...path: string[]) {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

const manifest = json(FOLDER, "package.json");

Deno.test("the extension for VS Code has walt's version, exact versions of what it is built with, and a lockfile of these", () => {
  const lock = json(FOLDER, "package-lock.json");
  assert.equal(manifest.version, json(ROOT, "deno.json").version);
  assert.equal(lock.version, manifest.version);
  assert.equal(manifest.dependencies, undefined);
  for (const [name, version] of Object.entries<string>(manifest.devDependencies)) {
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.equal(lock.packages[`node_modules/${name}`].version, version);
  }
});

Deno.test("the extension for VS Code waits for a trusted folder, since extension files are programs", () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, false);
});

Deno.test("the extension for VS Code starts the language server of a checkout, and of no other folder", async () => {
  assert.equal(checkoutOf([temporaryFolder(), FOLDER]), undefined);
  assert.equal(checkoutOf([FOLDER, ROOT]), ROOT);
  const { command, args } = serverOf(ROOT, "deno");
  assert.equal(command, "deno");
  const editor = await startServer(args);
  assert.deepEqual(await editor.close(), { code: 0, stderr: "" });
});

Deno.test({
  ...needs(
    "npm ci in editors/vscode",
    existsSync(join(FOLDER, "node_modules/.bin/vsce")),
    "the package for VS Code holds the bundled client, and no sources",
  ),
  async fn() {
    const { code, stderr } = await new Deno.Command("npm", { args: ["run", "package"], cwd: FOLDER })
      .output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const files = unzipSync(readFileSync(join(FOLDER, "walt.vsix")));
    assert.deepEqual(Object.keys(files).sort(), [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/dist/client.js",
      "extension/package.json",
      "extension/readme.md",
    ]);
    const client = new TextDecoder().decode(files["extension/dist/client.js"]);
    const required = [...client.matchAll(/require\("(?:node:)?([^")]+)"\)/g)].map(([, name]) => name!);
    const others = [...new Set(required)].filter((name) => !builtinModules.includes(name));
    assert.deepEqual(others, ["vscode"]);
  },
});
