import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  // The built page may be in any folder of a server.
  base: "./",
  plugins: [vue()],
});
