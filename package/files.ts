/** The files that the command of an installed walt runs from. */

/** Of these folders and files, all that the repository has. */
const KEPT =
  /^(specs|pipeline|recipes|sweeps)\/|^docs\/[^/]+\.md$|^runtimes\/(films|onnx)\/|^(mod|language|evaluation)\.ts$|^(deno\.lock|LICENSE)$/;

/** What makes pages and schemas of walt itself. */
const TOOLS =
  /^pipeline\/(playground|site)\/|^pipeline\/cli\/(write_schema|write_site|playground|bench|parity)\.ts$|^pipeline\/parity\//;

/** Those of the repository's files that go into the folder `app` of the package, beside its deno.json. */
export function appFiles(repository: readonly string[]): string[] {
  return repository.filter((file) => KEPT.test(file) && !TOOLS.test(file));
}

/** Those that go into `docs`: the guide, without its pictures. */
export function docFiles(repository: readonly string[]): string[] {
  return repository.filter((file) => /^docs\/[^/]+\.md$/.test(file));
}
