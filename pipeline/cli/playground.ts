/** `playground`: writes the page in which recipes are typed, drawn and trained. */
import { buildPlayground } from "../playground/build.ts";
import { writeWhole } from "../files/write.ts";
import { columns } from "./terminal/columns.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";

/** Writes the page to a file, `playground.html` unless another is named; 0, as what fails is thrown. */
export async function playgroundCommand(file = "playground.html"): Promise<number> {
  const path = fromHere(file);
  printErr("Bundling the scripts of the page");
  const page = await buildPlayground();
  await writeWhole(path, page);
  const megabytes = new TextEncoder().encode(page).length / 1e6;
  printOut(columns([["page", `${toPaste(path)}, ${megabytes.toFixed(1)} MB: open it in a browser`]]));
  return 0;
}
