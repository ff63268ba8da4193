/** Annotation files that a test writes, read or refused. */
import { dirname, join } from "node:path";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { statedLayout } from "../../../../specs/recipe/check/stated_layout.ts";
import { inFolder } from "../../../temporary.ts";
import { type Segments, segmentsRead } from "./exchanged.ts";

/**
 * What the first of some files says, or all of them where they lie in a folder; a refusal as it is shown, with the folder
 * as ROOT.
 *
 * @param format the layout as a recipe states it.
 */
export function opened(
  files: Readonly<Record<string, string | Uint8Array>>,
  format?: string,
): Promise<Segments | string> {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      Deno.mkdirSync(dirname(path), { recursive: true });
      Deno.writeFileSync(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
    const [first] = Object.keys(files);
    const layout = format === undefined ? undefined : statedLayout(format, "--format");
    try {
      return segmentsRead(await openAnnotations(join(folder, first!.split("/")[0]!), layout));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return renderDiagnostics(error).replaceAll(folder, "ROOT");
    }
  });
}

/** A refusal; a test fails where there is none. */
export async function refusal(
  files: Readonly<Record<string, string | Uint8Array>>,
  format?: string,
): Promise<string> {
  const found = await opened(files, format);
  if (typeof found === "string") return found;
  throw new Error(`read: ${JSON.stringify(found)}`);
}
