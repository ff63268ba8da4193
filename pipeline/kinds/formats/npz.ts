/** How format `npz` is read. */
import { npz as spec } from "../../../specs/kinds/formats/npz.ts";
import { kindRun } from "../kind.ts";
import { archiveObjectsHint } from "./conversion.ts";
import type { FeatureFormat } from "./format.ts";
import { arrayName, arrayPath, rememberLast } from "./keyed.ts";
import { parseNpy } from "./npy.ts";
import { HEAD_BYTES, parseNpyHeader } from "./npy_header.ts";
import { withFile } from "./read_part.ts";
import { oddType } from "./value_type.ts";
import { readDirectory, readMember, type ZipMember } from "./zip.ts";

/** Arrays in archives. */
export const npz = kindRun(spec, (options): FeatureFormat => {
  const directory = rememberLast((path) => withFile(path, readDirectory));

  async function memberOf(path: string, video: string): Promise<{ name: string; member: ZipMember }> {
    const members = await directory(path);
    const name = arrayName(namesOf(members), options, "npz", path, video);
    return { name, member: members.get(name + ENDING)! };
  }

  return {
    names: async (path) => namesOf(await directory(path)),
    async readHead(path, video) {
      const { name, member } = await memberOf(path, video);
      return await withFile(path, async (file) => {
        const bytes = await readMember(file, member, HEAD_BYTES);
        const head = parseNpyHeader(
          bytes,
          member.size,
          arrayPath(path, name),
          archiveObjectsHint(path),
        );
        // What the archive says of the bytes of a member tells its content from another.
        return {
          shape: head.shape,
          size: file.size,
          type: oddType(head.type),
          sample: `${member.crc} ${member.size}`,
        };
      });
    },
    async readRows(path, video) {
      const { name, member } = await memberOf(path, video);
      return await withFile(path, async (file) => {
        return parseNpy(await readMember(file, member), arrayPath(path, name));
      });
    },
  };
});

function namesOf(members: ReadonlyMap<string, ZipMember>): string[] {
  const arrays = [...members.keys()].filter((name) => name.endsWith(ENDING));
  return arrays.map((name) => name.slice(0, -ENDING.length));
}

/** What names of members end in. */
const ENDING = ".npy";
