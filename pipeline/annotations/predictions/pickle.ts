/** Pickled predictions: refused, since reading them means running them. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { openRegular } from "../../files/reading.ts";

const ENDING = /\.(?:pkl|pickle)$/i;
/** The first byte of a pickle of protocol 2 and later, and the latest protocol. */
const [PROTOCOL, LATEST] = [0x80, 5];

/**
 * Refuses a pickle, by its ending or its first bytes.
 *
 * @throws {UserError} With two lines of Python that write its content as JSON.
 */
export async function refusePickle(path: string): Promise<void> {
  if (!ENDING.test(path) && !await startsAsPickle(path)) return;
  const json = `${path.replace(ENDING, "")}.json`;
  throw userError(
    `"${path}" is a pickle, which only Python reads`,
    [
      `write it as JSON with two lines of Python, then name "${json}":`,
      "import json, pickle",
      `json.dump(pickle.load(open(${quoted(path)}, "rb")), open(${
        quoted(json)
      }, "w"), default=lambda x: x.tolist())`,
    ].join("\n"),
  );
}

async function startsAsPickle(path: string): Promise<boolean> {
  const file = await openRegular(path);
  const bytes = new Uint8Array(2);
  // Node, where modules that import this one run too, has no `using` before version 24.
  const read = await file.read(bytes).finally(() => file.close());
  return read === 2 && bytes[0] === PROTOCOL && bytes[1]! >= 2 && bytes[1]! <= LATEST;
}

/** A text as Python writes it: as JSON does. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
