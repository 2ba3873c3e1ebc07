const MOST_ROWS = 100;

type Row = Readonly<Record<string, unknown>>;

/** A value as a table: a list of objects with a column for each member, an object with a row for each. */
export function Table({ value }: { readonly value: unknown }) {
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
    return <Rows rows={value} />;
  }
  if (!isObject(value)) return <p>{textOf(value)}</p>;
  return (
    <table>
      <tbody>
        {Object.entries(value).map(([name, member]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{textOf(member)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return null;
  return (
    <>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{textOf(row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p className="quiet">and {rows.length - MOST_ROWS} more</p>
      )}
    </>
  );
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((one) => !isObject(one))
    ? value.map(textOf).join(", ")
    : JSON.stringify(value);
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
