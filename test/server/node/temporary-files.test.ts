import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFiles } from "../../../src/server/node/temporary-files.js";

describe("temporaryFiles", () => {
  it("keeps what is written until it is closed", async () => {
    const files = temporaryFiles();
    const folder = await files.directory(["job_0", "cube"]);
    expect(relative(tmpdir(), folder)).toMatch(
      /^s2gos-server-\w+[\\/]job_0[\\/]cube$/,
    );
    const url = await files.writeFile(`${folder}/a b/ä.txt`, "text");
    expect(url).toMatch(/^file:\/\/.*\/job_0\/cube\/a%20b\/%C3%A4\.txt$/);
    expect(readFileSync(fileURLToPath(url), "utf8")).toBe("text");
    await files.close();
    expect(existsSync(dirname(dirname(folder)))).toBe(false);
  });

  it("writes nothing after it was closed", async () => {
    const files = temporaryFiles();
    const folder = await files.directory(["x"]);
    await files.close();
    const closed = new Error("The server is closed.");
    await expect(files.directory([])).rejects.toThrow(closed);
    await expect(files.writeFile(`${folder}/a`, "")).rejects.toThrow(closed);
    expect(existsSync(folder)).toBe(false);
  });
});
