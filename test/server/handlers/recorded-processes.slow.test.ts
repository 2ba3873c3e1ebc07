import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { describeProcesses } from "../../../src/generator/description/describe-processes.js";
import { cleanProcesses } from "../../../src/generator/schema/clean-processes.js";
import { readRecording } from "../../../src/server/handlers/recorded-processes.js";
import {
  MediaValue,
  type ExecutionContext,
} from "../../../src/server/process.js";
import { corpusDescriptions, HAS_CORPUS } from "../../corpus/documents.js";

const CONTEXT: ExecutionContext = {
  id: "job_0",
  signal: new AbortController().signal,
  outputs: {},
  progress: () => undefined,
  directory: () => Promise.reject(new Error("No folder.")),
  writeFile: () => Promise.reject(new Error("No folder.")),
};

it("samples values for every output of the corpus that can have one", async () => {
  const failed: string[] = [];
  for (const { id, document } of corpusDescriptions()) {
    const [process] = readRecording([document], 0).processes;
    const described = describeProcesses([{ id, document }]);
    const [cleaned] = await cleanProcesses(described);
    const schemas = cleaned?.schemas?.exported;
    const outputs = await Promise.resolve()
      .then(() => process?.execute({}, CONTEXT))
      .catch(() => undefined);
    for (const [index, { name, maxOccurs }] of (
      cleaned?.description?.outputs ?? []
    ).entries()) {
      const ajv = new Ajv2020({
        strict: false,
        logger: false,
        formats: {},
        validateFormats: false,
      });
      const isValid = ajv.compile({
        $defs: Object.fromEntries(schemas?.definitions ?? []),
        ...schemas?.outputs[index],
      });
      // Files are valid as the text that they are in JSON.
      const value = outputs?.[name];
      // Where it may stand more than once, each is valid.
      const values = maxOccurs === 1 ? [value] : (value as unknown[]);
      const json = values.map((one) =>
        one instanceof MediaValue ? one.text() : one,
      );
      if (!json.every((one) => isValid(one))) {
        failed.push(`${id} ${name}`);
      }
    }
  }
  expect(failed).toEqual(
    // Both of two kinds of image fit a text, which is not "one of"; and no text is an object.
    [
      "ogc-standard/process-EchoProcess-v1.0.0-0 imagesOutput",
      "weaver/process-EchoProcess-builtin-0 imagesOutput",
      "weaver/process-EchoProcess-describe-0 imagesOutput",
      "zoo-project/process-BandMath-0 out",
    ].filter(() => HAS_CORPUS),
  );
});
