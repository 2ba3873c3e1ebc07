// What both views show. Nothing here asks the service for anything.
import type { FormEvent } from "react";
import type {
  ProcessDescription,
  ProcessList,
  StatusInfo,
} from "./generated/index.ts";
import { hasEnded } from "./generated/query.ts";

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
};

/** The processes to choose from. */
export function Choice({
  list,
  onChoose,
}: {
  readonly list: ProcessList | undefined;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <ul id="processes">
      {list?.processes.map(({ id, title }) => (
        <li key={id}>
          <button onClick={() => onChoose(id)}>{title ?? id}</button>
        </li>
      ))}
    </ul>
  );
}

/** A form of the inputs that are texts, numbers, switches or choices. The others keep their defaults. */
export function Form({
  description,
  onSubmit,
}: {
  readonly description: ProcessDescription;
  readonly onSubmit: (inputs: object) => void;
}) {
  const inputs = Object.entries(description.inputs ?? {}).map(
    ([name, { title, schema }]) => ({
      name,
      title: title ?? name,
      schema: (schema ?? {}) as Schema,
    }),
  );
  const plain = inputs.filter(({ schema }) =>
    ["string", "number", "integer", "boolean"].includes(schema.type ?? ""),
  );

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values = plain.map(({ name, schema }) => [
      name,
      valueOf(form.get(name), schema),
    ]);
    onSubmit(
      Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    );
  }

  return (
    <form key={description.id} onSubmit={submit}>
      <h2>{description.title}</h2>
      {plain.map(({ name, title, schema }) => (
        <label key={name}>
          <span>{title}</span> <Field name={name} schema={schema} />
        </label>
      ))}
      <button>Execute</button>
    </form>
  );
}

function Field({
  name,
  schema,
}: {
  readonly name: string;
  readonly schema: Schema;
}) {
  if (schema.enum) {
    return (
      <select name={name} defaultValue={String(schema.default)}>
        {schema.enum.map((value) => (
          <option key={String(value)}>{String(value)}</option>
        ))}
      </select>
    );
  }
  if (schema.type === "boolean")
    return (
      <input
        name={name}
        type="checkbox"
        defaultChecked={schema.default === true}
      />
    );
  return (
    <input
      name={name}
      type={schema.type === "string" ? "text" : "number"}
      step="any"
      defaultValue={schema.default === undefined ? "" : String(schema.default)}
    />
  );
}

function valueOf(given: FormDataEntryValue | null, { type }: Schema): unknown {
  if (type === "boolean") return given !== null;
  if (given === null || given === "") return undefined;
  return type === "string" ? given : Number(given);
}

/** The status of a job, and what it gave. */
export function JobPanel({
  status,
  outputs,
  error,
  onCancel,
}: {
  readonly status: StatusInfo | undefined;
  readonly outputs: unknown;
  readonly error: Error | null | undefined;
  readonly onCancel: () => void;
}) {
  return (
    <section>
      {status && (
        <p>
          <strong id="status">{status.status}</strong> {status.message}{" "}
          <button onClick={onCancel} disabled={hasEnded(status)}>
            Cancel
          </button>
          <progress
            max={100}
            value={
              status.status === "successful" ? 100 : (status.progress ?? 0)
            }
          />
        </p>
      )}
      {error && <p className="error">{error.message}</p>}
      {outputs !== undefined && <Table outputs={outputs as object} />}
    </section>
  );
}

function Table({ outputs }: { readonly outputs: object }) {
  return (
    <table id="outputs">
      <tbody>
        {Object.entries(outputs).map(([name, value]) => (
          <tr key={name}>
            <th>{name}</th>
            <td>{JSON.stringify(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
