/** The interactive page about a run: the ordinary one with a script and its data; readable without the script. */
import { createHash } from "node:crypto";
import { readTextSync } from "../../files/reading.ts";
import { inlineJson } from "../pages/inline_json.ts";
import { renderReport } from "../pages/page.ts";
import type { ReportData } from "../report_data.ts";
import type { InteractiveData } from "./interactive_data.ts";
import { INTERACTIVE_STYLE } from "./interactive_style.ts";

/** The script as it stands in pages: `browser/main.ts` and all that it imports, in one file. */
export const PAGE_SCRIPT = new URL("./page_script.js", import.meta.url);

/** The page as text; `script` is that of `PAGE_SCRIPT` unless another is given. */
export function renderInteractive(
  data: ReportData,
  interactive: InteractiveData,
  script: string = readTextSync(fileOf(PAGE_SCRIPT)),
): string {
  // Only this script runs, whatever a label or a recipe contains.
  const hash = createHash("sha256").update(script).digest("base64");
  return renderReport(data, {
    script: `'sha256-${hash}'`,
    style: INTERACTIVE_STYLE,
    end: {
      markup: `${inlineJson("data", interactive).markup}<script>${script}</script>`,
    },
  });
}

function fileOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}
