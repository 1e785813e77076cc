const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r']

/** Words as a cell of a CSV file: what a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(text: string): string {
  const safe = FORMULA_STARTS.includes(text.charAt(0)) ? `'${text}` : text
  // A spreadsheet makes zeros of what is beyond fifteen digits; a tab behind makes words of it.
  const kept = /^\d{16,}$/.test(safe) ? `${safe}\t` : safe
  return /[",\r\n]/.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept
}

/** A CSV file with the mark without which spreadsheets take Chinese for something else. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return '\uFEFF' + rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('')
}

export function csvFile(rows: readonly (readonly string[])[]): Blob {
  return new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' })
}
