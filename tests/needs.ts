/** Tests that need what a machine may lack. */

/** Name of a test that is ignored without `found`, and then says for want of what: .ci/run counts these. */
export function needs(what: string, found: unknown, name: string): { name: string; ignore: boolean } {
  return found ? { name, ignore: false } : { name: `${name} [without ${what}]`, ignore: true };
}
