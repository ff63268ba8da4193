import assert from "node:assert/strict";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { arrayName } from "../../../../pipeline/kinds/formats/keyed.ts";

Deno.test("arrayName() takes the id of a video as it is", () => {
  assert.equal(arrayName(["x$&", "x"], { key: "{video}" }, "npz", "all.npz", "x$&"), "x$&");
});

Deno.test("arrayName() finds a video in whichever group has it, where the key has {split}", () => {
  const names = ["train/a", "train/b", "test/c", "test/caf\u00e9", "other/d"];
  const of = (video: string, key: string, all = names) => arrayName(all, { key }, "hdf5", "all.h5", video);
  assert.equal(of("a", "{split}/{video}"), "train/a");
  assert.equal(of("c", "{split}/{video}"), "test/c");
  assert.equal(of("cafe\u0301", "{split}/{video}"), "test/caf\u00e9");
  assert.throws(() => of("e", "{split}/{video}"), /has no array "\{split\}\/e": it has "train\/a", /);
  assert.throws(
    () => of("a", "{split}/{video}", ["train/a", "test/a"]),
    /several arrays named as "\{split\}\/a"/,
  );
  assert.throws(() => of("a", "{split}/{video}", ["train/x/a"]), /has no array/);
});

Deno.test("arrayName() says the key by which arrays are named, of groups too", () => {
  const hint = (names: readonly string[]) => {
    try {
      return arrayName(names, { key: "{video}" }, "hdf5", "all.h5", "a");
    } catch (error) {
      assert.ok(error instanceof UserError);
      return error.diagnostics[0]!.hint;
    }
  };
  assert.match(hint(["train/a", "test/b"])!, /key: "\{split\}\/\{video\}" \}$/);
  assert.match(hint(["all/a", "all/b"])!, /key: "all\/\{video\}" \}$/);
  assert.match(hint(["a/rgb", "b/rgb"])!, /key: "\{video\}\/rgb" \}$/);
  assert.match(hint(["rgb/a", "flow/a"])!, /key: "rgb\/\{video\}" \}, or .*key: "flow\/\{video\}" \}$/);
});
