/** Commands in messages, as the person types them: walt is started as `walt`, or as a task of its checkout. */

/** What stands before a verb; a program that uses walt has said nothing. */
let typed: readonly string[] = ["walt"];

/** Says what a person types before a verb, such as `deno task`. */
export function setCommand(...words: readonly string[]): void {
  typed = words;
}

/** A command as the person can paste it: a verb and what follows; without words, what stands before a verb. */
export function command(...words: readonly string[]): string {
  return [...typed, ...words].map(shellWord).join(" ");
}

/** A word as a shell takes it for one. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
