/** A CSV file (RFC 4180 quoting, LF, UTF-8): `columns` as its header line, one line per row. `null` is an empty cell, "not known". */
export function csv<T extends Readonly<Record<string, string | number | null>>>(
  columns: readonly (keyof T & string)[],
  rows: readonly T[],
): string {
  const lines = [columns.join(',')];
  for (const row of rows) lines.push(columns.map((column) => cell(row[column] ?? '')).join(','));
  return lines.join('\n') + '\n';
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
