import { getDefaultRegistry } from "@rjsf/core";
import type {
  FieldProps,
  RegistryFieldsType,
  RJSFSchema,
  UiSchema,
} from "@rjsf/utils";
import { useState, type ChangeEvent } from "react";

const { ObjectField, StringField } = getDefaultRegistry().fields;

/** Fields for values that @rjsf has none for. */
export const FORM_FIELDS: RegistryFieldsType = {
  FallbackField: JsonField,
  ObjectField: (props) =>
    isWrittenAsJson(props.schema) ? (
      <JsonField {...props} />
    ) : (
      <ObjectField {...props} />
    ),
  StringField: (props) =>
    isFile(props.schema) ? (
      <FileField {...props} />
    ) : (
      <StringField
        {...props}
        uiSchema={{ ...props.uiSchema, ...lookOf(props.schema) }}
      />
    ),
};

/** GeoJSON, and objects of which the description says nothing. */
function isWrittenAsJson({ format, properties = {} }: RJSFSchema): boolean {
  return (
    format?.startsWith("geojson") === true ||
    Object.keys(properties).length === 0
  );
}

function isFile({ contentEncoding }: RJSFSchema): boolean {
  return contentEncoding === "base64" || contentEncoding === "binary";
}

/** Text of a media type, such as GML, has many lines. */
function lookOf({ contentMediaType }: RJSFSchema): UiSchema {
  return contentMediaType === undefined ? {} : { "ui:widget": "textarea" };
}

/** A value as JSON. What is no JSON counts as text, so that the validator says what is expected. */
function JsonField({
  schema,
  name,
  required,
  fieldPathId,
  formData,
  onChange,
}: FieldProps) {
  const [text, setText] = useState(
    formData === undefined ? "" : JSON.stringify(formData, null, 2),
  );

  function change({ target }: ChangeEvent<HTMLTextAreaElement>): void {
    setText(target.value);
    onChange(valueOf(target.value), fieldPathId.path);
  }

  return (
    <>
      {schema.type === "object" && (
        <label htmlFor={fieldPathId.$id}>
          {schema.title ?? name}
          {required && "*"}
        </label>
      )}
      <textarea
        id={fieldPathId.$id}
        rows={6}
        placeholder="JSON"
        spellCheck={false}
        value={text}
        onChange={change}
      />
    </>
  );
}

function valueOf(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A file whose bytes the process takes in base64. */
function FileField({ fieldPathId, onChange, schema }: FieldProps) {
  async function read(file: File | undefined): Promise<void> {
    const url = file && (await dataUrl(file));
    onChange(url?.slice(url.indexOf(",") + 1), fieldPathId.path);
  }

  return (
    <input
      id={fieldPathId.$id}
      type="file"
      accept={schema.contentMediaType?.split(";")[0]}
      onChange={({ target }) => void read(target.files?.[0])}
    />
  );
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
