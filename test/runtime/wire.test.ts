import { describe, expect, it } from "vitest";
import {
  apiErrorOf,
  type Resource,
} from "../../src/runtime/errors/api-error.js";
import { decodeBase64, encodeBase64 } from "../../src/runtime/base/base64.js";
import {
  idFromLocation,
  jobPlaces,
  resultsUrl,
} from "../../src/runtime/job/job-location.js";
import {
  hasRelation,
  linkTo,
  readLinkHeader,
} from "../../src/runtime/documents/links.js";
import {
  partName,
  readMultipart,
} from "../../src/runtime/results/multipart.js";
import { followRedirect } from "../../src/runtime/http/redirect.js";
import { pathSegment, publicUrl } from "../../src/runtime/http/urls.js";

describe("readLinkHeader", () => {
  it.each<[string, string, unknown]>([
    ["one link", '<a>; rel="x"', [{ href: "a", rel: "x" }]],
    [
      "several, with commas inside",
      '<http://h/a,b>; rel="x,y"; type="t/s", <c>;rel=z',
      [
        { href: "http://h/a,b", rel: "x,y", type: "t/s" },
        { href: "c", rel: "z" },
      ],
    ],
    [
      "escapes",
      '<a>; title="say \\"yes\\""',
      [{ href: "a", title: 'say "yes"' }],
    ],
    [
      "the first of two relations",
      '<a>; rel="x"; rel="y"',
      [{ href: "a", rel: "x" }],
    ],
    ["nonsense", "no link at all", []],
  ])("reads %s", (_name, header, wanted) => {
    expect(readLinkHeader(header)).toEqual(wanted);
  });
});

describe("links", () => {
  it.each([
    ["http://www.opengis.net/def/rel/ogc/1.0/results", true],
    ["https://www.opengis.net/def/rel/ogc/1.0/results", true],
    ["results", true],
    ["[ogc-rel:results]", true],
    ["self results", true],
    ["http://example.org/results", false],
  ])("recognises results in %s: %s", (rel, wanted) => {
    expect(hasRelation({ href: "x", rel }, "results")).toBe(wanted);
  });

  it("prefers JSON", () => {
    const links = [
      { href: "html", rel: "results", type: "text/html" },
      { href: "plain", rel: "results" },
      { href: "json", rel: "results", type: "application/json" },
    ];

    expect(linkTo(links, "results")?.href).toBe("json");
    expect(linkTo(links.slice(0, 2), "results")?.href).toBe("plain");
    expect(linkTo(links, "next")).toBeUndefined();
  });
});

describe("readMultipart", () => {
  const parts = (type: string, text: string): unknown =>
    readMultipart(type, new TextEncoder().encode(text))?.map((part) => [
      partName(part),
      part.headers["content-type"],
      new TextDecoder().decode(part.bytes),
    ]);

  it.each<[string, string, string, unknown]>([
    [
      "multipart/related",
      'multipart/related; boundary="b"',
      "--b\r\nContent-ID: <one>\r\nContent-Type: text/plain\r\n\r\n1\r\n--b\r\nContent-ID: <t%20wo>\r\n\r\n--not\r\n--b--\r\n",
      [
        ["one", "text/plain", "1"],
        ["t wo", undefined, "--not"],
      ],
    ],
    [
      "Weaver's ids, a preamble, bare line feeds and an epilogue",
      "multipart/mixed; boundary=b",
      "hello\n--b\nContent-ID: <out@0a1b>\nContent-Type: a/b;\n c=d\n\n12\n--b--\nbye",
      [["out", "a/b; c=d", "12"]],
    ],
    [
      "names of form data",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n--b--',
      [["x", undefined, ""]],
    ],
    [
      "a boundary inside a longer line",
      "multipart/x; boundary=b",
      "--bb\r\n--b\r\n\r\nz\r\n--b--",
      [[undefined, undefined, "z"]],
    ],
    [
      "a missing end",
      "multipart/x; boundary=b",
      "--b\r\n\r\nz",
      [[undefined, undefined, "z"]],
    ],
    ["no boundary", "multipart/related", "--b\r\n\r\n--b--", undefined],
    [
      "another boundary",
      "multipart/x; boundary=c",
      "--b\r\n\r\n--b--",
      undefined,
    ],
  ])("reads %s", (_name, type, text, wanted) => {
    expect(parts(type, text)).toEqual(wanted);
  });
});

describe("base64", () => {
  it.each<[string, string, string | undefined]>([
    ["padding", "aGk=", "hi"],
    ["no padding", "aGk", "hi"],
    ["line breaks", "aG\r\nk=", "hi"],
    ["nothing", "", ""],
    ["plain text", "not base64!", undefined],
  ])("decodes %s", (_name, text, wanted) => {
    const bytes = decodeBase64(text);

    expect(bytes && new TextDecoder().decode(bytes)).toBe(wanted);
  });

  it("decodes what it encodes", () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);

    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  });
});

describe("URLs", () => {
  it.each([
    ["http://u:p@h/a?token=secret&x=1#f", "http://h/a?token=***&x=1"],
    [
      "http://h/?X-Amz-Signature=s&api_key=k",
      "http://h/?X-Amz-Signature=***&api_key=***",
    ],
    ["nonsense", "(an invalid URL)"],
  ])("shows %s as %s", (url, wanted) => {
    expect(publicUrl(url)).toBe(wanted);
  });

  it.each([
    ["218", "218"],
    ["a:1.0", "a:1.0"],
    ["OTB.BandMath", "OTB.BandMath"],
    ["a/b?c#d%", "a%2Fb%3Fc%23d%25"],
    ["für", "f%C3%BCr"],
  ])("writes the id %s as %s", (id, wanted) => {
    expect(pathSegment("process", id)).toBe(wanted);
  });

  it.each(["", ".", ".."])(
    "refuses the id %j, which would lead elsewhere",
    (id) => {
      expect(() => pathSegment("process", id)).toThrow("can't be the id");
    },
  );
});

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
    const location = href === undefined ? undefined : { href, base };

    expect(jobPlaces(api, "j", location).map(String)).toEqual(wanted);
  });

  it.each<[string | undefined, string | undefined]>([
    ["/jobs/a%20b", "a b"],
    ["/processes/p/jobs/a/results", "a"],
    ["/somewhere/a", "a"],
    ["/", undefined],
    [undefined, undefined],
  ])("finds the id in %s: %s", (location, wanted) => {
    expect(idFromLocation(location, base)).toBe(wanted);
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

describe("followRedirect", () => {
  const post = { method: "POST", url: new URL("http://h/p"), body: "{}" };

  it.each<[number, string | undefined, unknown]>([
    [200, "/x", undefined],
    [304, "/x", undefined],
    [302, undefined, undefined],
    [303, "/x", { method: "GET", url: "http://h/x", body: undefined }],
    [302, "/x", { method: "GET", url: "http://h/x", body: undefined }],
    [301, "https://h/p/", { method: "POST", url: "https://h/p/", body: "{}" }],
    [307, "/x", { method: "POST", url: "http://h/x", body: "{}" }],
    [308, "/x", { method: "POST", url: "http://h/x", body: "{}" }],
  ])("after a POST with %s to %s", (status, location, wanted) => {
    const headers: Record<string, string> =
      location === undefined ? {} : { location };
    const next = followRedirect(post, { status, headers }, 0);

    expect(next && { ...next, url: next.url.href }).toEqual(wanted);
  });

  it("ends a circle, and never leaves http", () => {
    const to = (location: string): object => ({
      status: 302,
      headers: { location },
    });

    expect(() => followRedirect(post, to("/p") as never, 10)).toThrow(
      "redirects",
    );
    expect(() =>
      followRedirect(post, to("file:///etc/passwd") as never, 0),
    ).toThrow("no http URL");
  });
});

describe("apiErrorOf", () => {
  it.each<[string, number, unknown, Resource, string]>([
    [
      "the standard's type",
      404,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
      },
      "other",
      "NoSuchProcessError",
    ],
    [
      "result-not-ready at 403",
      403,
      { type: "http://x/result-not-ready" },
      "results",
      "ResultNotReadyError",
    ],
    [
      "pygeoapi's code",
      400,
      { code: "ResultNotReady", type: "ResultNotReady" },
      "results",
      "ResultNotReadyError",
    ],
    [
      "a code beside a general type",
      404,
      { code: "NoSuchJob", type: "InvalidParameterValue" },
      "other",
      "NoSuchJobError",
    ],
    ["a bare 404 of a job", 404, undefined, "job", "NoSuchJobError"],
    [
      "a bare 404 of a process",
      404,
      undefined,
      "process",
      "NoSuchProcessError",
    ],
    ["a bare 404 of results", 404, undefined, "results", "ApiError"],
    ["401", 401, undefined, "job", "UnauthorizedError"],
    ["403", 403, undefined, "job", "ForbiddenError"],
    ["500", 500, { type: 7 }, "job", "ApiError"],
  ])("recognises %s", (_name, status, problem, resource, wanted) => {
    const error = apiErrorOf(
      {
        method: "GET",
        url: "u",
        status,
        problem: problem as never,
        headers: {},
        attempts: 1,
      },
      resource,
    );

    expect(error.name).toBe(wanted);
  });
});
