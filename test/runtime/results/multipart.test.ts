import { describe, expect, it } from "vitest";
import {
  partName,
  readMultipart,
} from "../../../src/runtime/results/multipart.js";

describe("readMultipart", () => {
  const read = (type: string, text: string) =>
    readMultipart(type, new TextEncoder().encode(text));

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
      "quoted-printable content",
      "multipart/x; boundary=b",
      "--b\r\nContent-Transfer-Encoding: QUOTED-PRINTABLE\r\n\r\n=E2=82=ac=\r\n=\n=3D =zz =a=\r\n--b--",
      [[undefined, undefined, "€= =zz =a="]],
    ],
    ["no boundary", "multipart/related", "--b\r\n\r\n--b--", undefined],
    [
      "another boundary",
      "multipart/x; boundary=c",
      "--b\r\n\r\n--b--",
      undefined,
    ],
  ])("reads %s", (_name, type, text, wanted) => {
    const found = read(type, text);
    const parts = found?.parts.map((part) => [
      partName(part),
      part.headers["content-type"],
      new TextDecoder().decode(part.bytes),
    ]);
    expect(parts).toEqual(wanted);
    expect(found?.isCutOff ?? false).toBe(false);
  });

  const WHOLE = "--b\r\nContent-ID: <a>\r\n\r\nz\r\n--b\r\n\r\ny\r\n--b--";

  it.each(Array.from({ length: WHOLE.length - 3 }, (_, index) => index + 3))(
    "tells that a body is cut off after %i characters",
    (length) => {
      const type = "multipart/related; boundary=b";
      const { isCutOff } = read(type, WHOLE.slice(0, length)) ?? {};
      expect(isCutOff).toBe(true);
      expect(read(type, WHOLE)?.isCutOff).toBe(false);
    },
  );
});
