import { describe, expect, it } from "vitest";
import { withVariables } from "../../../src/generator/cli/config-variables.js";

const ENVIRONMENT = { HOST: "h", EMPTY: "", MARK: "${HOST}", _a1: "x" };
const PLACE = { name: '"url"', file: "/c.yaml" };

describe("variables in a value", () => {
  it.each<[unknown, unknown]>([
    ["http://${HOST}/", "http://h/"],
    ["${HOST}${HOST}", "hh"],
    ["${_a1}", "x"],
    ["${NONE:-there}", "there"],
    ["${NONE:-}", ""],
    ["${EMPTY:-there}", "there"],
    ["${HOST:-there}", "h"],
    ["${NONE:-a:-b $c}", "a:-b $c"],
    ["$${HOST}", "${HOST}"],
    ["$$${HOST}", "$${HOST}"],
    ["$HOST $ {HOST} $", "$HOST $ {HOST} $"],
    ["{HOST}", "{HOST}"],
    ["${MARK}", "${HOST}"],
    ["", ""],
    [
      ["${HOST}", 1, null],
      ["h", 1, null],
    ],
    [{ "X-${HOST}": "${HOST}" }, { "X-${HOST}": "h" }],
    [5, 5],
    [true, true],
    [null, null],
  ])("%j is %j", (given, wanted) => {
    expect(withVariables(given, ENVIRONMENT, PLACE)).toEqual(wanted);
  });

  it.each<[string, string, string]>([
    [
      "${NONE}",
      '"url" needs the environment variable NONE, which is not set.',
      "Set NONE, or give a default: ${NONE:-default}; $${ is the text ${.",
    ],
    [
      "a${EMPTY}",
      '"url" needs the environment variable EMPTY, which is empty.',
      "Set EMPTY, or give a default: ${EMPTY:-default}; $${ is the text ${.",
    ],
    ...[
      "${}",
      "${1A}",
      "${A-B}",
      "${HOST",
      "${HOST:default}",
      "${a${HOST}}",
    ].map((text): [string, string, string] => [
      text,
      '"url" has a ${ that no name of a variable and } follow.',
      "Write ${NAME} or ${NAME:-default}; $${ is the text ${.",
    ]),
  ])("%j is refused", (given, message, hint) => {
    expect(() => withVariables(given, ENVIRONMENT, PLACE)).toThrow(
      expect.objectContaining({
        name: "UsageError",
        message,
        hint,
        where: "/c.yaml",
      }),
    );
  });
});
