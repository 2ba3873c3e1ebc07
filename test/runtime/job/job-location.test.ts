import { describe, expect, it } from "vitest";
import {
  isResultsPath,
  jobPlaces,
  resultsPlaces,
} from "../../../src/runtime/job/job-location.js";

describe("places of a job", () => {
  const api = new URL("http://h/ogc/");
  const base = new URL("http://h/ogc/processes/p/execution");

  it.each<[string, string | undefined, readonly string[]]>([
    ["none", undefined, ["http://h/ogc/jobs/j"]],
    ["the usual", "http://h/ogc/jobs/j", ["http://h/ogc/jobs/j"]],
    ["a relative one", "../../jobs/j", ["http://h/ogc/jobs/j"]],
    [
      "javaPS's",
      "http://h/ogc/processes/p/jobs/j",
      ["http://h/ogc/processes/p/jobs/j", "http://h/ogc/jobs/j"],
    ],
    [
      "an ADES's",
      "/watchjob/processes/p/jobs/j",
      [
        "http://h/watchjob/processes/p/jobs/j",
        "http://h/ogc/jobs/j",
        "http://h/ogc/watchjob/processes/p/jobs/j",
      ],
    ],
    ["one to the results", "/ogc/jobs/j/results", ["http://h/ogc/jobs/j"]],
    [
      "one at a name behind a proxy",
      "http://internal:8080/jobs/j",
      ["http://h/ogc/jobs/j"],
    ],
    [
      "one below the process at a name behind a proxy",
      "http://internal:8080/processes/p/jobs/j",
      ["http://h/ogc/jobs/j", "http://h/ogc/processes/p/jobs/j"],
    ],
    [
      "one without the path of the API",
      "/jobs/j",
      ["http://h/jobs/j", "http://h/ogc/jobs/j"],
    ],
    ["no URL", "http://[", ["http://h/ogc/jobs/j"]],
    ["a script", "javascript:alert(1)", ["http://h/ogc/jobs/j"]],
  ])("with a Location that is %s", (_name, href, wanted) => {
    expect(jobPlaces(api, "j", href, base).map(String)).toEqual(wanted);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["no links", undefined, ["http://h/jobs/j/results"]],
    [
      "a link",
      [{ href: "/r?f=json", rel: "results" }],
      ["http://h/r?f=json", "http://h/jobs/j/results"],
    ],
    [
      "the usual link",
      [{ href: "/jobs/j/results", rel: "results" }],
      ["http://h/jobs/j/results"],
    ],
    [
      "a link to another server",
      [{ href: "http://x/r", rel: "results" }],
      ["http://h/jobs/j/results"],
    ],
  ])("finds the results with %s", (_name, links, wanted) => {
    const status = { jobID: "j", status: "successful" } as const;
    const places = resultsPlaces([new URL("http://h/jobs/j")], {
      ...status,
      links: links as [],
    });
    expect(places.map(String)).toEqual(wanted);
  });

  it("finds the results below each place of the job", () => {
    const jobs = [new URL("http://h/a/jobs/j"), new URL("http://h/jobs/j/")];
    expect(resultsPlaces(jobs, undefined).map(String)).toEqual([
      "http://h/a/jobs/j/results",
      "http://h/jobs/j/results",
    ]);
  });

  it.each([
    ["/jobs/j/results", true],
    ["/jobs/j/results/out", true],
    ["/jobs/j", false],
    ["/jobs/results-1", false],
  ])("%s is a path of results: %s", (path, wanted) => {
    expect(isResultsPath(new URL(path, "http://h"))).toBe(wanted);
  });
});
