import { afterEach, describe, expect, it, vi } from "vitest";
import { readApiUrl } from "../../../src/runtime/config/api-url.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const PAGE = { document: { baseURI: "https://h:8443/app/page.html?a#b" } };
const RELATIVE = "is relative, and there is no page here";
const NO_URL = "apiUrl must be an http or https URL";

describe("the URL of the server", () => {
  it.each<[string, string, object, string]>([
    ["an absolute URL", "http://h/ogc", {}, "http://h/ogc/"],
    ["an absolute URL in a page", "http://h/ogc", PAGE, "http://h/ogc/"],
    ["a path of the page's host", "/ogc/", PAGE, "https://h:8443/ogc/"],
    ["a path without a slash", "/ogc", PAGE, "https://h:8443/ogc/"],
    ["a path beside the page", "./ogc/", PAGE, "https://h:8443/app/ogc/"],
    ["a path above the page", "../ogc/", PAGE, "https://h:8443/ogc/"],
    ["another host", "//other/ogc", PAGE, "https://other/ogc/"],
    [
      "a path in a worker",
      "/ogc/",
      { location: { href: "http://h/worker.js", origin: "http://h" } },
      "http://h/ogc/",
    ],
    [
      "a path in a worker that was made of a Blob",
      "/ogc/",
      { location: { href: "blob:http://h/1-2-3", origin: "http://h" } },
      "http://h/ogc/",
    ],
  ])("%s", (_name, text, globals, wanted) => {
    for (const [name, value] of Object.entries(globals)) {
      vi.stubGlobal(name, value);
    }
    expect(readApiUrl(text)).toEqual({ href: wanted, credentials: {} });
  });

  it.each<[string, string, object, string]>([
    ["a path without a page", "/ogc/", {}, RELATIVE],
    [
      "a path in a page without a URL",
      "/ogc/",
      { document: { baseURI: "about:blank" } },
      RELATIVE,
    ],
    [
      "a path in a page that is a file",
      "/ogc/",
      { document: { baseURI: "file:///app/index.html" } },
      NO_URL,
    ],
    ["a host without a protocol", "localhost:8008", PAGE, NO_URL],
    ["a name without a protocol", "h/ogc", PAGE, NO_URL],
    ["nothing", "", PAGE, NO_URL],
    ["half a URL", "//", PAGE, NO_URL],
  ])("is not %s", (_name, text, globals, message) => {
    for (const [name, value] of Object.entries(globals)) {
      vi.stubGlobal(name, value);
    }
    expect(() => readApiUrl(text)).toThrow(
      expect.objectContaining({
        name: "ConfigError",
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});
