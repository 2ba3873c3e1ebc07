import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";
import { s2gosCodegen } from "s2gos-codegen/vite";

export default defineConfig({
  plugins: [react(), s2gosCodegen({ out: "src/generated", watch: 0.2 })],
});
