/** Why a run failed, from what it told. */

/**
 * The last error in the text of a process, on one line: what is wrong and what to do.
 *
 * @param status How it ended.
 */
export function lastMessage(
  text: string,
  { code, signal }: Pick<Deno.CommandStatus, "code" | "signal">,
): string {
  if (signal === "SIGKILL") return "ended by SIGKILL, as the system does where memory is short";
  if (signal !== null) return `ended by ${signal}`;
  const lines = text.split("\n").map((line) => line.trimEnd());
  const at = lines.findLastIndex((line) => line.startsWith("error: "));
  if (at < 0) return lines.findLast((line) => line !== "") ?? `ended with exit code ${code}`;
  const hint = lines.slice(at + 1).find((line) => /^ +(= |\| .*\^)/.test(line));
  const advice = hint?.replace(/^ +(= |\| *\^+ ?)/, "") ?? "";
  return `${lines[at]!.slice("error: ".length)}${advice === "" ? "" : `: ${advice}`}`;
}
