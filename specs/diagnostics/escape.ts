/** Characters of strangers that must not reach a screen as they are. */

/** Control, format and invisible characters, line and paragraph separators: all that a terminal obeys or hides. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text with every control, bidirectional and invisible character shown as an escape, such as `\x1b` or `\u202e`. Tabs
 * and, where they are `kept`, line breaks stay as they are.
 */
export function escapeControls(text: string, kept = ""): string {
  return text.replace(UNSEEN, (character) => {
    if (character === "\t" || kept.includes(character)) return character;
    const code = character.codePointAt(0)!;
    const digits = code.toString(16);
    if (code <= 0xff) return `\\x${digits.padStart(2, "0")}`;
    return code <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
  });
}

/** JSON text of the same value, with every such character inside its strings written as a JSON escape. */
export function escapeJson(text: string): string {
  return text.replace(UNSEEN, (character) =>
    /[\t\n\r]/.test(character) ? character : Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
    ).join(""));
}
