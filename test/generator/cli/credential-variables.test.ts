import { expect, it } from "vitest";
import { credentialVariables } from "../../../src/generator/cli/credential-variables.js";
import type { Settings } from "../../../src/generator/define-config.js";

const ENVIRONMENT = {
  S2GOS_USERNAME: "me",
  S2GOS_PASSWORD: "pw",
  S2GOS_TOKEN: "",
};

it.each<[string, Settings, object]>([
  ["of no run", {}, []],
  [
    "of a run with them",
    { username: "me", password: "pw", token: "from-elsewhere" },
    [
      { name: "S2GOS_USERNAME", isSecret: false },
      { name: "S2GOS_PASSWORD", isSecret: true },
    ],
  ],
  ["of a run without any", { username: "me", authType: "none" }, []],
])("the variables %s", (_name, settings, wanted) => {
  expect(credentialVariables(settings, ENVIRONMENT)).toEqual(wanted);
});
