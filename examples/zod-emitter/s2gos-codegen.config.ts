import { defineConfig } from "s2gos-codegen";
import { zod } from "./emitter.js";

export default defineConfig({
  url: "http://localhost:8008/",
  out: "generated",
  emitters: [zod()],
});
