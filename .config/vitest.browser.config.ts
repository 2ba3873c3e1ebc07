import { defineConfig } from "vitest/config";
import { findChromium } from "../test/browser/chromium.js";

const isFound = findChromium() !== undefined;
// CI installs it, so there its absence is a failure. It is not thrown here, because knip loads this file as well.
const mayBeAbsent = process.env["CI"] !== "true";
if (!isFound) {
  const text = "The browser tests need Chromium, in the path or as CHROMIUM.";
  console.warn(mayBeAbsent ? `${text} They are left out.` : text);
}

// `npm run test:browser`: the generated example in a page.
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: isFound ? ["test/browser/**/*.test.ts"] : [],
    passWithNoTests: !isFound && mayBeAbsent,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
