import type { Options } from "yargs";
import { GENERATE_FLAGS, SOURCE_FLAGS } from "./flags.js";

const SERVER = "Server:";
const CALL = "Call:";
const RESULTS = "Results:";
const LIST = "List:";

/** How the server is found and asked, as for the commands that read descriptions. */
const SERVER_FLAGS = {
  url: { ...SOURCE_FLAGS.url, group: SERVER },
  header: { ...SOURCE_FLAGS.header, group: SERVER },
  timeout: { ...SOURCE_FLAGS.timeout, group: SERVER },
  config: { ...SOURCE_FLAGS.config, group: SERVER },
  only: {
    ...SOURCE_FLAGS.only,
    group: SERVER,
    description: "Service of the configuration file, where that has several",
  },
  "print-config": { ...SOURCE_FLAGS["print-config"], group: SERVER },
} as const satisfies Record<string, Options>;

/** What is done with outputs. */
const RESULT_FLAGS = {
  "save-to": {
    type: "string",
    requiresArg: true,
    group: RESULTS,
    description:
      "Folder to save files in; without it, their links and media types are printed",
  },
  "max-wait": {
    type: "string",
    requiresArg: true,
    group: RESULTS,
    description:
      "Seconds to wait for the job, which goes on afterwards  [default: no limit]",
  },
  "poll-interval": {
    type: "string",
    requiresArg: true,
    group: RESULTS,
    description:
      "Seconds between two questions for the job's status  [default: as the server says, else growing]",
  },
} as const satisfies Record<string, Options>;

const JSON_FLAG = {
  json: {
    ...GENERATE_FLAGS.json,
    description: "Print one JSON object",
  },
} as const satisfies Record<string, Options>;

/** Flags of `run`. */
export const RUN_FLAGS = {
  ...SERVER_FLAGS,
  "object-inputs": { ...GENERATE_FLAGS["object-inputs"], group: SERVER },
  set: {
    type: "array",
    string: true,
    requiresArg: true,
    group: CALL,
    description:
      "Input name=value: a text, a number or JSON, as the process describes it; @file for the content of a file, @- for standard input (repeatable; repeated for one input, a list)",
  },
  inputs: {
    type: "string",
    requiresArg: true,
    group: CALL,
    description:
      "File with all inputs as a JSON object, or - for standard input; --set takes precedence",
  },
  validate: {
    type: "boolean",
    group: CALL,
    description:
      "Check the inputs before they are sent; --no-validate sends them as they are  [default: true]",
  },
  output: {
    type: "array",
    string: true,
    requiresArg: true,
    group: CALL,
    description:
      "Name of an output that is wanted (repeatable)  [default: all]",
  },
  mode: {
    type: "string",
    requiresArg: true,
    choices: ["async", "sync", "auto"],
    group: CALL,
    description:
      "As a job, within one request, or as the server decides  [default: async]",
  },
  detach: {
    type: "boolean",
    group: CALL,
    description: "Print the job's id and do not wait for it",
  },
  "dismiss-on-interrupt": {
    type: "boolean",
    group: CALL,
    description: "Dismiss the job on Ctrl-C; without it, the job goes on",
  },
  ...RESULT_FLAGS,
  ...JSON_FLAG,
} as const satisfies Record<string, Options>;

/** Flags of `jobs`. */
export const JOBS_FLAGS = {
  ...SERVER_FLAGS,
  status: {
    type: "array",
    string: true,
    requiresArg: true,
    group: LIST,
    description:
      "Status of the jobs to list: accepted, running, successful, failed, dismissed (repeatable)  [default: all]",
  },
  process: {
    type: "array",
    string: true,
    requiresArg: true,
    group: LIST,
    description:
      "Id of a process whose jobs to list (repeatable)  [default: all]",
  },
  limit: {
    type: "string",
    requiresArg: true,
    group: LIST,
    description: "Most jobs to list  [default: 100]",
  },
  watch: {
    type: "boolean",
    group: LIST,
    description: "Print each change, until Ctrl-C",
  },
  ...JSON_FLAG,
} as const satisfies Record<string, Options>;

/** Flags of `results`. */
export const RESULTS_FLAGS = {
  ...SERVER_FLAGS,
  wait: {
    type: "boolean",
    group: RESULTS,
    description: "Wait for the job to end; without it, exit with 7",
  },
  ...RESULT_FLAGS,
  ...JSON_FLAG,
} as const satisfies Record<string, Options>;

/** Flags of `dismiss`. */
export const DISMISS_FLAGS = {
  ...SERVER_FLAGS,
  ...JSON_FLAG,
} as const satisfies Record<string, Options>;
