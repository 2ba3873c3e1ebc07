import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "esbuild";

/** A web site with a page that uses the generated example. */
export interface Site {
  /** The page. */
  readonly url: string;
  /** Requested paths, below the site's root. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * How the package is delivered to the page: as one file, built by a bundler that follows the package's `browser`
 * field, or as the modules that the compiler emits, which the browser loads one by one.
 */
export type Packaging = "bundle" | "modules";

const ROOT = new URL("../../", import.meta.url).pathname;
const PAGE = "test/browser/page.ts";

/** Builds the page and serves it on a free port. `GET /redirect/<URL>` redirects to the URL. */
export async function serveSite(packaging: Packaging): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "s2gos-site-"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: packaging === "bundle" ? [PAGE] : [PAGE, ...(await sources())],
    bundle: packaging === "bundle",
    platform: "browser",
    format: "esm",
    target: "es2022",
    outbase: ROOT,
    outdir: folder,
    logLevel: "silent",
  });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push(path);
    void answer(folder, path).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

async function sources(): Promise<readonly string[]> {
  const names = await readdir(join(ROOT, "generated-example"), {
    recursive: true,
  });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `generated-example/${name}`);
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const HTML = `<!doctype html><title>Page</title>
<script type="module" src="/${PAGE.replace(/\.ts$/, ".js")}"></script>`;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".png": "image/png",
};

async function answer(folder: string, path: string): Promise<Answer> {
  // CORS would let a page send its credentials to the redirect target; the client must not.
  const cors = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
  };
  const headers = {
    ...cors,
    "content-type": MEDIA_TYPES[extname(path)] ?? "text/html",
  };
  if (path === "/") return { status: 200, headers, body: HTML };
  const [, target] = /^\/redirect\/(.*)$/.exec(path) ?? [];
  if (target !== undefined) {
    const location = decodeURIComponent(target);
    return { status: 307, headers: { ...headers, location }, body: "" };
  }
  if (path.endsWith(".png")) return { status: 200, headers, body: PICTURE };
  try {
    return { status: 200, headers, body: await readFile(join(folder, path)) };
  } catch {
    return { status: 404, headers: cors, body: "" };
  }
}

/** The content of every `.png` of this site. */
export const PICTURE: Uint8Array = Uint8Array.from(
  { length: 300_000 },
  (_, index) => index % 251,
);
