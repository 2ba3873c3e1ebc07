/**
 * A plug-in for Vite 4 to 8: generates when Vite starts, again when the processes change while it serves, and shows
 * what fails in the overlay of the page.
 *
 * @packageDocumentation
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "../define-config.js";
import { UsageError } from "../errors.js";
import {
  generateOnce,
  type PluginOutcome,
  type PluginSettings,
} from "./plugin-run.js";
import type { ViteConfig, VitePlugin, ViteServer } from "./vite-types.js";

export type { VitePayload, VitePlugin } from "./vite-types.js";

/** The settings of the configuration file, which they take precedence over, and what concerns Vite alone. Paths are relative to Vite's root. */
export interface S2gosPluginOptions extends Settings {
  /** Path of a configuration file. Default: the one that the command would read. */
  readonly config?: string;
  /** Seconds between two reads while Vite serves; `false`: it generates only when it starts. Default: 10. */
  readonly watch?: number | false;
  /** Whether a build fails while the server is away although the package is there. Default: `false`. */
  readonly required?: boolean;
}

const NAME = "s2gos-codegen";
const WATCH_SECONDS = 10;

/**
 * The plug-in, for `plugins` in vite.config.
 *
 * @throws UsageError where `watch` is no number of seconds.
 */
export function s2gosCodegen(options: S2gosPluginOptions = {}): VitePlugin {
  const { config, required = false, watch = WATCH_SECONDS, ...given } = options;
  if (watch !== false && !(Number.isFinite(watch) && watch > 0)) {
    throw new UsageError(
      "watch must be a number of seconds above 0, or false.",
      { where: `${NAME}/vite`, hint: "Without it, that is every 10 seconds." },
    );
  }
  const closed = new AbortController();
  const { signal } = closed;
  let vite: ViteConfig | undefined;
  let serves = false;
  let running: Promise<PluginOutcome> | undefined;
  // A build of several environments starts several times at once.
  const once = (): Promise<PluginOutcome> => {
    const root = vite?.root ?? process.cwd();
    const settings: PluginSettings = { config, given, root, signal };
    running ??= generateOnce(settings).finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    name: NAME,
    configResolved(resolved) {
      vite = resolved;
    },
    async configureServer(server) {
      serves = true;
      const tell = teller(server, () => vite?.logger);
      tell(await once());
      if (watch === false) return;
      void repeat(watch, signal, async () => {
        tell(await once());
      });
    },
    async buildStart() {
      if (serves) return;
      const outcome = await once();
      const { warnings, changed, failure } = outcome;
      const logger = vite?.logger;
      if (warnings !== "") logger?.warn(warnings);
      if (changed !== undefined) logger?.info(changed);
      if (failure === undefined) return;
      if (required || !failure.hasPackages) throw new Error(failure.text);
      logger?.warn(`${failure.text}\nThe package of an earlier run is built.`);
    },
    closeBundle() {
      if (serves) closed.abort();
    },
  };
}

/** Repeats a task until it is aborted. Waiting keeps no process alive. */
async function repeat(
  seconds: number,
  signal: AbortSignal,
  task: () => Promise<void>,
): Promise<void> {
  try {
    for (;;) {
      await sleep(seconds * 1000, undefined, { signal, ref: false });
      await task();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Tells the terminal and the pages about outcomes: each failure once, and its end. */
function teller(
  { ws }: ViteServer,
  logger: () => ViteConfig["logger"] | undefined,
): (outcome: PluginOutcome) => void {
  let failure: string | undefined;
  const show = (message: string): void => {
    ws.send({ type: "error", err: { message, stack: "", plugin: NAME } });
  };
  // A page that is opened during an outage has missed the message.
  ws.on("connection", () => {
    if (failure !== undefined) show(failure);
  });
  return ({ warnings, changed, failure: found }) => {
    const isOther = found?.text !== failure;
    failure = found?.text;
    if (isOther && found !== undefined) {
      logger()?.error(found.text);
      show(found.text);
    } else if (isOther) {
      logger()?.info("The processes can be read again.");
      // It takes the overlay away.
      ws.send({ type: "full-reload" });
    }
    if (changed === undefined) return;
    if (warnings !== "") logger()?.warn(warnings);
    logger()?.info(changed);
  };
}
