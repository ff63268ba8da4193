/** Temporary folders of tests. */
import { rmSync } from "node:fs";

/** A new folder, removed with all that is in it when the test file is over, whatever became of its tests. */
export function temporaryFolder(): string {
  const folder = Deno.makeTempDirSync({ prefix: "walt-test-" });
  addEventListener("unload", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs something with such a folder, and removes it at once. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
