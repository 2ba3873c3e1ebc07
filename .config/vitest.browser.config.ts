import { defineConfig } from "vitest/config";
import { findChromium } from "../test/browser/chromium.js";

const isFound = findChromium() !== undefined;
if (!isFound) {
  const text = "The browser tests need Chromium, in the path or as CHROMIUM.";
  // CI installs it, so there its absence is a failure.
  if (process.env["CI"] === "true") throw new Error(text);
  console.warn(`${text} They are left out.`);
}

// `npm run test:browser`: the generated example in a page.
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: isFound ? ["test/browser/**/*.test.ts"] : [],
    passWithNoTests: !isFound,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
