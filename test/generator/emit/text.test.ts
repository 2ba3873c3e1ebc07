import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  docLine,
  docText,
  identifier,
  plainLine,
  plainText,
  propertyKey,
  stringLiteral,
} from "../../../src/generator/emit/text.js";

/** Evaluates an expression as a program would. */
function evaluated(expression: string): unknown {
  return (0, eval)(`"use strict"; (${expression})`) as unknown;
}

describe("a string as a literal", () => {
  it.each([
    ["plain text", "a b", '"a b"'],
    ["nothing", "", '""'],
    ["a double quote", 'a"b', "'a\"b'"],
    ["a single quote", "a'b", '"a\'b"'],
    ["both quotes", "\"a' b", '"\\"a\' b"'],
    ["more double quotes than single ones", '""\'', "'\"\"\\''"],
    ["a backslash", "a\\", '"a\\\\"'],
    ["a backslash before a quote", '\\"', "'\\\\\"'"],
    ["a backtick", "`", '"`"'],
    ["a substitution", "${a}", '"${a}"'],
    ["line ends", "a\nb\rc", '"a\\nb\\rc"'],
    ["a tab", "\t", '"\\t"'],
    ["a separator of lines", "\u2028\u2029", '"\\u2028\\u2029"'],
    ["a bidirectional control", "\u202eab", '"\\u202eab"'],
    ["an isolate", "\u2066\u2069", '"\\u2066\\u2069"'],
    ["a byte order mark", "\ufeff", '"\\ufeff"'],
    ["a joiner", "a\u200db", '"a\\u200db"'],
    ["NUL", "a\u0000b", '"a\\u0000b"'],
    ["NUL before a digit", "\u00001", '"\\u00001"'],
    ["an escape of a terminal", "\u001b[31m", '"\\u001b[31m"'],
    ["a control of the second set", "\u009b", '"\\u009b"'],
    ["delete", "\u007f", '"\\u007f"'],
    ["a high half alone", "\ud800", '"\\ud800"'],
    ["a low half alone", "\udc00", '"\\udc00"'],
    ["halves in the wrong order", "\udc00\ud800", '"\\udc00\\ud800"'],
    ["a pair", "😀", '"😀"'],
    ["a half before a pair", "\ud83d😀", '"\\ud83d😀"'],
    ["a half after a pair", "😀\ude00", '"😀\\ude00"'],
    ["an invisible letter of another plane", "\u{e0041}", '"\\udb40\\udc41"'],
    ["a character for private use", "\ue000", '"\\ue000"'],
    ["the end of a comment", "*/", '"*/"'],
    ["the end of a script", "</script>", '"</script>"'],
  ])("%s", (_name, given, wanted) => {
    expect(stringLiteral(given)).toBe(wanted);
    expect(evaluated(wanted)).toBe(given);
  });

  it("is the string again, and nothing but a literal, whatever the string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const literal = stringLiteral(text);
        expect(evaluated(literal)).toBe(text);
        expect(literal).toMatch(/^(["']).*\1$/su);
        expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it("is the string again for any sequence of UTF-16 units", () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        expect(evaluated(stringLiteral(text))).toBe(text);
      }),
    );
  });
});

describe("a property's name before the colon", () => {
  it.each([
    ["a name", "random_seed", "random_seed"],
    ["a name with a dollar", "$ref", "$ref"],
    ["a name with a hyphen", "a-b", '"a-b"'],
    ["a digit first", "218", '"218"'],
    ["nothing", "", '""'],
    ["the prototype", "__proto__", '["__proto__"]'],
    ["the constructor", "constructor", "constructor"],
    ["a reserved word", "class", "class"],
    ["a name of other letters", "数据", "数据"],
    ["a path", "../x", '"../x"'],
    ["the end of an object", "a}", '"a}"'],
    ["a computed name", "[a]", '"[a]"'],
  ])("%s", (_name, given, wanted) => {
    expect(propertyKey(given)).toBe(wanted);
    const object = evaluated(`{ ${wanted}: 1 }`) as object;
    expect(Object.keys(object)).toEqual([given]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });
});

describe("a planned name", () => {
  it.each(["a", "mtrDemo", "$", "_a", "数据", "é", "a1"])(
    "%s passes",
    (name) => {
      expect(identifier(name)).toBe(name);
    },
  );

  it.each([
    "",
    "1a",
    "a-b",
    "a b",
    "a;b",
    "a.b",
    "a\u200db",
    "😀",
    "𝒳",
    "\u088f",
    "a\n",
    "\\u0061",
  ])("%j is refused", (name) => {
    expect(() => identifier(name)).toThrow("Not an identifier");
  });
});

describe("a text in a doc comment", () => {
  it.each([
    ["the end of a comment", "a */ b", ["a *\\/ b"]],
    ["two ends of a comment", "**/*/", ["**\\/*\\/"]],
    ["an end around an invisible character", "*\u200b/ x", ["*\\/ x"]],
    ["an end around NUL", "*\u0000/", ["*\\/"]],
    ["an end around half a pair", "*\ud800/", ["*\\/"]],
    ["the start of a comment", "/* a", ["/* a"]],
    ["a tag", "@deprecated", ["\\@deprecated"]],
    ["a tag inside a line", "see @internal", ["see \\@internal"]],
    ["a tag after a star", "*@internal", ["*\\@internal"]],
    ["a tag after an invisible character", "\u200b@internal", ["\\@internal"]],
    ["a tag on another line", "a\n @b", ["a", "\\@b"]],
    ["a directive of the compiler", "@ts-ignore", ["\\@ts-ignore"]],
    ["an inline tag", "{@link x}", ["{\\@link x}"]],
    ["an address of a mailbox", "a@b.example", ["a@b.example"]],
    ["an escaped tag", "\\@a", ["\\@a"]],
    [
      "line ends of all kinds",
      "a\r\nb\rc\u2028d\u2029e",
      ["a", "b", "c", "d", "e"],
    ],
    ["controls and directions", "a\u001b[0m\u202eb", ["a[0mb"]],
    ["empty lines around", "\n\na\n\n", ["a"]],
    [
      "a docstring",
      "First.\n\n    Then.\n      More.",
      ["First.", "", "Then.", "  More."],
    ],
    ["tabs", "a\tb", ["a    b"]],
    ["nothing", "", []],
    ["blanks", " \n\t", []],
  ])("%s", (_name, given, wanted) => {
    expect(docText(given)).toEqual(wanted);
  });

  it("is cut where nobody reads on", () => {
    const [line = ""] = docText("x".repeat(1_000_000));
    expect(line).toBe(`${"x".repeat(20_000)} …`);
  });

  it("never ends its comment, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const line of docText(text)) {
          expect(line).not.toContain("*/");
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(line).not.toMatch(/(?:^|\s)@/);
        }
      }),
    );
  });

  it("is one line where there is room for one", () => {
    expect(docLine(" a\n\n  @b */\tc ")).toBe("a \\@b *\\/ c");
  });
});

describe("a text in a document that is no code", () => {
  it("keeps what only comments must not hold", () => {
    expect(plainText("a */ @b\u202e\n\u0007c")).toEqual(["a */ @b", "c"]);
    expect(plainLine("a\n\n b\u200b ")).toBe("a b");
  });
});
