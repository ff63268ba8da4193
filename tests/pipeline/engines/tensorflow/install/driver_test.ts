import assert from "node:assert/strict";
import { join } from "node:path";
import { hasNvidiaDriver } from "../../../../../pipeline/engines/tensorflow/install/driver.ts";
import { temporaryFolder } from "../../../../temporary.ts";

Deno.test("hasNvidiaDriver() looks in every place", () => {
  const folder = temporaryFolder();
  const places = [join(folder, "a"), join(folder, "b")];
  assert.equal(hasNvidiaDriver(places), false);
  Deno.writeTextFileSync(places[1]!, "");
  assert.equal(hasNvidiaDriver(places), true);
});
