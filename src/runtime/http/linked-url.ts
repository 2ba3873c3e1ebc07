import type {
  ClientOptions,
  ResolvedConfig,
} from "../config/client-options.js";
import { isText } from "../base/json.js";
import { markCallersFailure } from "../errors/callers-failure.js";
import { ConfigError } from "../errors/errors.js";
import { publicUrl, resolveUrl } from "./urls.js";

/** The client whose server names URLs. */
export interface LinkOwner {
  readonly config: Pick<ResolvedConfig, "apiUrl">;
  readonly options: Pick<ClientOptions, "rewriteUrl">;
}

/** Where a link leads that stands in a document with a URL. Undefined: it is no URL. */
export type LinkResolver = (href: string, base: URL) => URL | undefined;

/**
 * Resolves what a server names, `Location` included, and has it rewritten by the caller's `rewriteUrl`. Whatever is asked
 * for because a server names it comes from here, so that the request policy judges what is really asked.
 * @returns A resolver, which throws ConfigError where the function gives no URL; what that throws, it throws unchanged.
 */
export function linkResolver({ config, options }: LinkOwner): LinkResolver {
  const { rewriteUrl } = options;
  if (rewriteUrl === undefined) return resolveUrl;
  return (href, base) => {
    const url = resolveUrl(href, base);
    // A link that holds its own content leads nowhere.
    if (url === undefined || url.protocol === "data:") return url;
    const given = rewritten(rewriteUrl, url);
    const isUrl = isText(given) || given instanceof URL;
    const result = isUrl
      ? resolveUrl(given.toString(), new URL(config.apiUrl))
      : undefined;
    if (result === undefined) {
      throw new ConfigError(
        `The function \`rewriteUrl\` must give a URL, as a URL or a text, also for ${publicUrl(url)}.`,
      );
    }
    return result;
  };
}

/** What the caller's function gives, which no compiler may have checked. */
function rewritten(
  rewriteUrl: NonNullable<ClientOptions["rewriteUrl"]>,
  url: URL,
): unknown {
  try {
    return rewriteUrl(new URL(url));
  } catch (failure) {
    throw markCallersFailure(failure);
  }
}
