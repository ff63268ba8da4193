/** Lines of CSV files. */

/** Cells as a line, without its end: numbers with every digit; what is not known, or no number, is empty. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return cells.map(cell).join(",");
}

function cell(value: string | number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return "";
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
