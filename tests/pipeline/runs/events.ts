/** Reads event files, as TensorBoard does: TFRecords of protocol buffers, with their checksums. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BinaryReader } from "google-protobuf";

/** A scalar of an event file. */
export interface EventScalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

/** The scalars of the one event file in a folder, in their order. */
export function scalarsIn(folder: string): EventScalar[] {
  const names = readdirSync(folder);
  assert.equal(names.length, 1, names.join());
  assert.match(names[0]!, /^events\.out\.tfevents\.\d+\..*v2$/);
  const [first, ...others] = recordsOf(readFileSync(join(folder, names[0]!)));
  // `Event.file_version`.
  assert.ok(new TextDecoder().decode(first).includes("brain.Event:2"));
  return others.flatMap(scalarsOf);
}

/** length, its checksum, the record and its checksum. */
function recordsOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    const record = bytes.subarray(at + 12, at + 12 + length);
    assert.equal(view.getUint32(at + 8, true), masked(crc32c(bytes.subarray(at, at + 8))));
    assert.equal(view.getUint32(at + 12 + length, true), masked(crc32c(record)));
    records.push(record);
    at += 16 + length;
  }
  return records;
}

/** Castagnoli's polynomial, bit by bit. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** `Event`: step 2, summary 5; `Summary`: value 1; `Summary.Value`: tag 1, simple_value 2. */
function scalarsOf(record: Uint8Array): EventScalar[] {
  let step = 0;
  const values: { tag: string; value: number }[] = [];
  const event = new BinaryReader(record);
  while (event.nextField()) {
    if (event.getFieldNumber() === 2) step = event.readInt64();
    else if (event.getFieldNumber() === 5) {
      event.readMessage(values, () => {
        while (event.nextField()) event.readMessage(values, () => values.push(valueOf(event)));
      });
    } else event.skipField();
  }
  return values.map((each) => ({ ...each, step }));
}

function valueOf(reader: BinaryReader): { tag: string; value: number } {
  let [tag, value] = ["", 0];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) tag = reader.readString();
    else if (reader.getFieldNumber() === 2) value = reader.readFloat();
    else reader.skipField();
  }
  return { tag, value };
}
