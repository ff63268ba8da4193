/** Room on disks. */
import { existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The bytes that are free where `folder` is or will be. */
export function freeBytes(folder: string): number {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}
