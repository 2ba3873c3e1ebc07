/** A row of a table by keyword. */
export interface Row {
  /** Its place in the table, from 0. */
  readonly place: number;
}

/** The rows of the keywords that a schema has, in the order of the table. They are few: each is put into its place. */
export function rowsOf<Its extends Row>(
  schema: object,
  table: ReadonlyMap<string, Its>,
): readonly Its[] {
  const rows: Its[] = [];
  for (const keyword of Object.keys(schema)) {
    const row = table.get(keyword);
    if (row === undefined) continue;
    let at = rows.length;
    for (let before = rows[at - 1]; before !== undefined;) {
      if (before.place < row.place) break;
      rows[at] = before;
      at -= 1;
      before = rows[at - 1];
    }
    rows[at] = row;
  }
  return rows;
}
