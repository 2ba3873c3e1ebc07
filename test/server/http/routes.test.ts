import { describe, expect, it } from "vitest";
import {
  allowedMethods,
  router,
  type Route,
} from "../../../src/server/http/routes.js";

const ROUTES: readonly Route[] = [
  { method: "GET", path: "/" },
  { method: "GET", path: "/jobs" },
  { method: "GET", path: "/jobs/{jobID}" },
  { method: "DELETE", path: "/jobs/{jobID}" },
  { method: "POST", path: "/processes/{processID}/execution" },
  { method: "GET", path: "/processes/{processID}/jobs/{jobID}" },
];

describe("router", () => {
  const find = router(ROUTES);
  it.each<[string, string, readonly number[], Record<string, string>]>([
    ["the landing page", "/", [0], {}],
    ["a list", "/jobs", [1], {}],
    ["a slash at the end", "/jobs/", [1], {}],
    ["a value", "/jobs/job_0", [2, 3], { jobID: "job_0" }],
    ["a value and a slash", "/jobs/job_0/", [2, 3], { jobID: "job_0" }],
    ["an encoded slash", "/jobs/a%2Fb", [2, 3], { jobID: "a/b" }],
    ["an encoded percent sign", "/jobs/%2525", [2, 3], { jobID: "%25" }],
    ["encoded fixed text", "/%6Aobs/%C3%A4", [2, 3], { jobID: "ä" }],
    ["an empty value", "/jobs//", [2, 3], { jobID: "" }],
    ["two values", "/processes/p/jobs/j", [5], { processID: "p", jobID: "j" }],
    ["another case", "/Jobs", [], {}],
    ["too many slashes at the start", "//jobs", [], {}],
    ["too many segments", "/jobs/a/b", [], {}],
    ["a slash in the fixed text", "/jobs%2Fa", [], {}],
  ])("finds %s", (_name, path, routes, parameters) => {
    expect(find(path)).toEqual({
      routes: routes.map((index) => ROUTES[index]),
      parameters,
    });
  });

  it.each(["/jobs/%", "/jobs/%zz", "/jobs/%ff"])("cannot read %s", (path) => {
    expect(() => find(path)).toThrow(URIError);
  });
});

describe("allowedMethods", () => {
  it.each<[readonly Route["method"][], readonly string[]]>([
    [[], []],
    [["POST"], ["POST", "OPTIONS"]],
    [
      ["GET", "DELETE"],
      ["GET", "DELETE", "HEAD", "OPTIONS"],
    ],
  ])("of routes for %j", (methods, wanted) => {
    const routes = methods.map((method) => ({ method, path: "/" }));
    expect(allowedMethods(routes)).toEqual(wanted);
  });
});
