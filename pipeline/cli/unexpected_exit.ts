/** Tells of a process that something else ends before walt is done, and that would look like success. */
// deno-lint-ignore-file no-console

/** Listens until the answer is called. */
export function tellEarlyEnd(): () => void {
  const tell = () => {
    if (Deno.exitCode !== 0) return;
    console.error("error: Something ended the process before it was done, most likely an extension");
    Deno.exitCode = 1;
  };
  addEventListener("unload", tell);
  return () => removeEventListener("unload", tell);
}
