import type {
  InputDescription,
  OutputDescription,
  Schema,
} from "../../documents.js";
import { MediaValue, type ProcessImplementation } from "../../process.js";
import { ECHO_FORMS } from "./echo-forms.js";

/**
 * Returns each input as the output of the same form, to test all forms of values. All inputs are
 * optional; an input that is not given has no output.
 */
export const ECHO: ProcessImplementation = {
  description: {
    id: "echo",
    title: "Echo",
    description:
      "Returns what it is given: `stringInput` as `stringOutput`, and so on for each form of value that the standard knows.",
    version: "1.0.0",
    jobControlOptions: ["sync-execute", "async-execute", "dismiss"],
    outputTransmission: ["value", "reference"],
    inputs: Object.fromEntries(
      Object.entries(ECHO_FORMS).map(([form, description]) => [
        `${form}Input`,
        { ...description, minOccurs: 0 },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(ECHO_FORMS).map(([form, description]) => [
        `${form}Output`,
        echoedOutput(description),
      ]),
    ),
  },
  execute(inputs, { outputs }) {
    return Object.fromEntries(
      Object.keys(ECHO_FORMS).flatMap((form) => {
        const value = inputs[`${form}Input`];
        const wanted = outputs[`${form}Output`]?.mediaType;
        return value === undefined
          ? []
          : [[`${form}Output`, inMediaType(value, wanted)]];
      }),
    );
  },
};

/** The standard gives outputs no number of occurrences, so an output of several values is an array. */
function echoedOutput({
  title = "",
  maxOccurs,
  schema,
}: InputDescription): OutputDescription {
  return {
    title,
    schema:
      maxOccurs === undefined
        ? schema
        : {
            oneOf: [...alternatives(schema), { type: "array", items: schema }],
          },
  };
}

function alternatives(schema: Schema): readonly unknown[] {
  return Array.isArray(schema["oneOf"]) ? schema["oneOf"] : [schema];
}

/** Labels content with the media type that the client asked for. Nothing is converted. */
function inMediaType(value: unknown, mediaType: string | undefined): unknown {
  if (mediaType === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((one: unknown) => inMediaType(one, mediaType));
  }
  return value instanceof MediaValue
    ? new MediaValue(mediaType, value.bytes)
    : value;
}
