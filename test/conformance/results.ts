/** The outcome of one test of the suite. */
export interface SuiteResult {
  readonly test: string;
  readonly status: "PASS" | "FAIL" | "SKIP";
  readonly message: string;
}

/** Reads the report that TestNG writes (testng-results.xml), without set-up methods that passed. */
export function readReport(xml: string): readonly SuiteResult[] {
  const results: SuiteResult[] = [];
  for (const [, className, body] of xml.matchAll(
    /<class name="([^"]*)">([\s\S]*?)<\/class>/g,
  )) {
    for (const [, tag = "", inner = ""] of (body ?? "").matchAll(
      /<test-method ((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/test-method>)/g,
    )) {
      const status = attribute(tag, "status");
      if (status !== "PASS" && status !== "FAIL" && status !== "SKIP") continue;
      if (attribute(tag, "is-config") === "true" && status === "PASS") continue;
      const shortName = (className ?? "").split(".").at(-1) ?? "";
      results.push({
        test: `${shortName}.${attribute(tag, "name")}`,
        status,
        message:
          /<message>\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(inner)?.[1]?.trim() ??
          "",
      });
    }
  }
  return results;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}
