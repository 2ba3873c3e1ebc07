import { describe, expect, it } from "vitest";
import {
  jobPlaces,
  resultsUrl,
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
      ["http://h/watchjob/processes/p/jobs/j", "http://h/ogc/jobs/j"],
    ],
    ["one to the results", "/ogc/jobs/j/results", ["http://h/ogc/jobs/j"]],
    [
      "one at a name behind a proxy",
      "http://internal:8080/jobs/j",
      ["http://h/ogc/jobs/j", "http://internal:8080/jobs/j"],
    ],
    ["no URL", "http://[", ["http://h/ogc/jobs/j"]],
    ["a script", "javascript:alert(1)", ["http://h/ogc/jobs/j"]],
  ])("with a Location that is %s", (_name, href, wanted) => {
    expect(jobPlaces(api, "j", href, base).map(String)).toEqual(wanted);
  });

  it.each<[string, unknown, string]>([
    ["no links", undefined, "http://h/jobs/j/results"],
    ["a link", [{ href: "/r?f=json", rel: "results" }], "http://h/r?f=json"],
    [
      "a link to another server",
      [{ href: "http://x/r", rel: "results" }],
      "http://h/jobs/j/results",
    ],
  ])("finds the results with %s", (_name, links, wanted) => {
    const status = { jobID: "j", status: "successful", links: links as [] };

    expect(resultsUrl(new URL("http://h/jobs/j"), status).href).toBe(wanted);
  });
});
