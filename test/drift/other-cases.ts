import { outputCase, processCase, type DriftCase } from "./drift-case.js";

const NUMBER = { type: "number" };
const BOTH = ["sync-execute", "async-execute"];
const MODES = ["value", "reference"];
const READS_NUMBER = "const r: number = results.r; void r;";
const READS_TEXT = "const r: string = results.r; void r;";
const PICTURE = {
  type: "string",
  contentEncoding: "binary",
  contentMediaType: "image/png",
};

/** Changes of what callers read. */
export const OUTPUT_CASES: readonly DriftCase[] = [
  outputCase(
    "another type",
    NUMBER,
    { type: "string" },
    [["compile-time", "~ p: output r changed from number to string"]],
    "a",
    { reads: READS_NUMBER, errors: [2322] },
  ),
  outputCase(
    "one type more",
    NUMBER,
    { type: ["number", "string"] },
    [["compile-time", "~ p: output r may now also be string"]],
    "a",
    { reads: READS_NUMBER, errors: [2322] },
  ),
  outputCase(
    "one type fewer",
    { type: ["number", "string"] },
    NUMBER,
    [["additive", "~ p: output r is no longer string"]],
    1,
    { reads: "const r: number | string = results.r; void r;" },
  ),
  outputCase(
    "may be null",
    NUMBER,
    { ...NUMBER, nullable: true },
    [["compile-time", "~ p: output r may now also be null"]],
    null,
    { reads: READS_NUMBER, errors: [2322] },
  ),
  outputCase(
    "one value of an enumeration more",
    { enum: ["a"] },
    { enum: ["a", "b"] },
    [["compile-time", '~ p: output r may now also be "b"']],
    "b",
    { reads: 'const r: "a" = results.r; void r;', errors: [2322] },
  ),
  outputCase(
    "one value of an enumeration fewer",
    { enum: ["a", "b"] },
    { enum: ["a"] },
    [["additive", '~ p: output r is no longer "b"']],
    "a",
    { reads: 'const r: "a" | "b" = results.r; void r;' },
  ),
  outputCase(
    "a property that may be missing",
    { type: "object", properties: { a: NUMBER }, required: ["a"] },
    { type: "object", properties: { a: NUMBER } },
    [["compile-time", "~ p: output r.a may now be missing"]],
    {},
    { reads: "const a: number = results.r.a; void a;", errors: [2322] },
  ),
  outputCase(
    "a property more",
    { type: "object", properties: { a: NUMBER }, required: ["a"] },
    {
      type: "object",
      properties: { a: NUMBER, b: NUMBER },
      required: ["a", "b"],
    },
    [["additive", "~ p: output r.b is new"]],
    { a: 1, b: 2 },
    { reads: "const a: number = results.r.a; void a;" },
  ),
  outputCase(
    "a property fewer",
    {
      type: "object",
      properties: { a: NUMBER, b: NUMBER },
      required: ["a", "b"],
    },
    { type: "object", properties: { a: NUMBER }, required: ["a"] },
    [["compile-time", "~ p: output r.b is gone"]],
    { a: 1 },
    { reads: "const b: number = results.r.b; void b;", errors: [2339] },
  ),
  outputCase(
    "a higher maximum",
    { ...NUMBER, maximum: 5 },
    { ...NUMBER, maximum: 6 },
    [["run-time", "~ p: output r: maximum is now 6, was 5"]],
    6,
    { reads: READS_NUMBER },
  ),
  outputCase(
    "a lower maximum",
    { ...NUMBER, maximum: 6 },
    { ...NUMBER, maximum: 5 },
    [["additive", "~ p: output r: maximum is now 5, was 6"]],
    5,
    { reads: READS_NUMBER },
  ),
  outputCase(
    "no minimum",
    { ...NUMBER, minimum: 0 },
    NUMBER,
    [["run-time", "~ p: output r: minimum is now none, was 0"]],
    -1,
    { reads: READS_NUMBER },
  ),
  outputCase(
    "not only integers",
    { type: "integer" },
    NUMBER,
    [["run-time", "~ p: output r no longer has only integers"]],
    0.5,
    { reads: READS_NUMBER },
  ),
  outputCase(
    "only integers",
    NUMBER,
    { type: "integer" },
    [["additive", "~ p: output r now has only integers"]],
    1,
    { reads: READS_NUMBER },
  ),
  outputCase(
    "another pattern",
    { type: "string", pattern: "^a" },
    { type: "string", pattern: "^b" },
    [["run-time", '~ p: output r: pattern is now "^b", was "^a"']],
    "b",
    { reads: READS_TEXT },
  ),
  outputCase(
    "a pattern",
    { type: "string" },
    { type: "string", pattern: "^b" },
    [["additive", '~ p: output r: pattern is now "^b", was none']],
    "b",
    { reads: READS_TEXT },
  ),
  outputCase(
    "another format",
    { type: "string", format: "email" },
    { type: "string", format: "uri" },
    [["run-time", '~ p: output r: format is now "uri", was "email"']],
    "http://example.org/",
    { reads: READS_TEXT },
  ),
  outputCase(
    "more items",
    { type: "array", items: NUMBER, maxItems: 30 },
    { type: "array", items: NUMBER, maxItems: 40 },
    [["run-time", "~ p: output r: maximum number of items is now 40, was 30"]],
    Array.from({ length: 31 }, () => 1),
    { reads: "const r: number[] = results.r; void r;" },
  ),
  outputCase(
    "is deprecated",
    NUMBER,
    { ...NUMBER, deprecated: true },
    [["documentation", "~ p: output r is now deprecated"]],
    1,
  ),
  outputCase(
    "another description",
    { ...NUMBER, description: "a" },
    { ...NUMBER, description: "b" },
    [["documentation", "~ p: output r: documentation changed"]],
    1,
  ),
];

/** Changes of processes, and of what they can be asked for. */
export const PROCESS_CASES: readonly DriftCase[] = [
  processCase("is gone", {}, undefined, [["compile-time", "- process p"]], {
    errors: [2305, 2724],
  }),
  processCase(
    "an input that is required",
    {},
    { inputs: { y: { schema: NUMBER } } },
    [["compile-time", "+ p: input y, required"]],
    { errors: [2741] },
  ),
  processCase(
    "an input that may be left out",
    {},
    { inputs: { y: { minOccurs: 0, schema: NUMBER } } },
    [["additive", "+ p: input y, optional"]],
  ),
  processCase(
    "an input fewer",
    { inputs: { y: { schema: NUMBER } } },
    {},
    [["compile-time", "- p: input y"]],
    { inputs: { y: 1 }, errors: [2322] },
  ),
  processCase(
    "an output more",
    {},
    { outputs: { r: { schema: NUMBER }, s: { schema: NUMBER } } },
    [["additive", "+ p: output s"]],
    { reads: READS_NUMBER },
  ),
  processCase(
    "an output fewer",
    { outputs: { r: { schema: NUMBER }, s: { schema: NUMBER } } },
    {},
    [["compile-time", "- p: output s"]],
    { reads: "const s: number = results.s; void s;", errors: [2339] },
  ),
  processCase(
    "a type that has another name",
    {
      inputs: {
        y: {
          schema: { title: "Old", type: "object", properties: { a: NUMBER } },
        },
      },
    },
    {
      inputs: {
        y: {
          schema: { title: "New", type: "object", properties: { a: NUMBER } },
        },
      },
    },
    [
      ["documentation", "~ p: input y: documentation changed"],
      ["compile-time", "- type Old"],
    ],
    { imports: "type Old", inputs: { y: {} }, errors: [2305] },
  ),
  processCase(
    "no asynchronous execution",
    { jobControlOptions: BOTH },
    { jobControlOptions: ["sync-execute"] },
    [["run-time", "~ p: jobControlOptions no longer has async-execute"]],
    { prefer: "respond-async" },
  ),
  processCase(
    "no synchronous execution",
    { jobControlOptions: BOTH },
    { jobControlOptions: ["async-execute"] },
    [["run-time", "~ p: jobControlOptions no longer has sync-execute"]],
  ),
  processCase(
    "also asynchronous execution",
    { jobControlOptions: ["sync-execute"] },
    { jobControlOptions: BOTH },
    [["additive", "~ p: jobControlOptions now has async-execute"]],
  ),
  processCase("says how it can be run", {}, { jobControlOptions: BOTH }, [
    [
      "documentation",
      "~ p: jobControlOptions is now given: sync-execute, async-execute",
    ],
  ]),
  processCase(
    "outputs no longer by reference",
    { outputTransmission: MODES },
    { outputTransmission: ["value"] },
    [["run-time", "~ p: outputTransmission no longer has reference"]],
    { request: { outputs: { r: { transmissionMode: "reference" } } } },
  ),
  processCase(
    "outputs also by reference",
    { outputTransmission: ["value"] },
    { outputTransmission: MODES },
    [["additive", "~ p: outputTransmission now has reference"]],
  ),
  processCase(
    "one media type of an output fewer",
    {
      outputs: {
        r: {
          schema: {
            oneOf: [PICTURE, { ...PICTURE, contentMediaType: "image/tiff" }],
          },
        },
      },
    },
    { outputs: { r: { schema: PICTURE } } },
    [["run-time", "~ p: output r is no longer image/tiff"]],
    { request: { outputs: { r: { format: { mediaType: "image/tiff" } } } } },
  ),
  processCase("another version", { version: "1.0.0" }, { version: "2.0.0" }, [
    ["documentation", "~ p: version is now 2.0.0, was 1.0.0"],
  ]),
  processCase("another title", { title: "A" }, { title: "B" }, [
    ["documentation", "~ p: title changed"],
  ]),
  processCase(
    "another description",
    { description: "A" },
    { description: "B" },
    [["documentation", "~ p: description changed"]],
  ),
  processCase("other keywords", { keywords: ["a"] }, { keywords: ["b"] }, [
    ["documentation", "~ p: keywords changed"],
  ]),
  processCase(
    "other links",
    {},
    { links: [{ rel: "about", href: "https://example.org/paper" }] },
    [["documentation", "~ p: links changed"]],
  ),
];
