import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { missingOf } from "../../../../../pipeline/engines/tensorflow/install/elf.ts";
import { temporaryFolder } from "../../../../temporary.ts";

/** An ELF file: a header, two segments with their bytes, and three sections, of which the last but one has names. */
function elf(): Uint8Array {
  const [segments, data, sections, count] = [64, 64 + 2 * 56, 1000, 3];
  const bytes = new Uint8Array(sections + count * 64).fill(7, data, sections);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(32, BigInt(segments), true);
  view.setBigUint64(40, BigInt(sections), true);
  for (const [at, value] of [[56, 2], [60, count], [62, count - 2]] as const) view.setUint16(at, value, true);
  for (const [i, at, length] of [[0, 0, 500], [1, 500, 480]] as const) {
    view.setBigUint64(segments + i * 56 + 8, BigInt(at), true);
    view.setBigUint64(segments + i * 56 + 32, BigInt(length), true);
  }
  view.setUint32(sections + (count - 2) * 64 + 4, 3, true);
  return bytes;
}

const file = join(temporaryFolder(), "library.so");

function missingIn(bytes: Uint8Array): string | undefined {
  Deno.writeFileSync(file, bytes);
  return missingOf(file);
}

const whole = elf();

Deno.test("missingOf() finds nothing missing in a whole library, and in Deno itself", () => {
  assert.equal(missingIn(whole), undefined);
  assert.equal(missingOf(Deno.execPath()), undefined);
});

Deno.test("missingOf() tells a library that is cut anywhere after its header", () => {
  fc.assert(fc.property(fc.integer({ min: 64, max: whole.length - 1 }), (length) => {
    assert.equal(missingIn(whole.slice(0, length)), `has ${length} bytes of ${whole.length}`);
  }));
});

Deno.test("missingOf() tells a library whose tail is zeros", () => {
  fc.assert(fc.property(fc.integer({ min: 64 + 112, max: 1000 }), (from) => {
    assert.equal(missingIn(whole.slice().fill(0, from)), "has another end than it states");
  }));
});

Deno.test("missingOf() says nothing of what is no library, and fails on no bytes", () => {
  for (const text of ["", "no library", "\x7fELF", "#!/bin/sh\n".repeat(20)]) {
    assert.equal(missingIn(new TextEncoder().encode(text)), undefined);
  }
  const damaged = fc.tuple(fc.nat(63), fc.integer({ min: 0, max: 255 }));
  fc.assert(fc.property(fc.array(damaged, { minLength: 1, maxLength: 8 }), (changes) => {
    const bytes = whole.slice();
    for (const [at, value] of changes) bytes[at] = value;
    const text = missingIn(bytes);
    assert.match(text ?? "", /^(|has \d+ bytes of \d+|has another end than it states)$/);
  }));
});
