import {
  CONNECTION_KEYS,
  environmentName,
} from "../../runtime/config/connection-keys.js";
import { withoutApiUrl } from "../connection-options.js";
import type { Diagnostic } from "../diagnostic.js";
import type { CredentialSettings } from "../options.js";
import { environmentNames, SETTINGS } from "./settings.js";
import type { Settings } from "../define-config.js";

const CREDENTIALS = Object.keys(
  withoutApiUrl(CONNECTION_KEYS),
) as (keyof CredentialSettings)[];

/** The settings of the environment, as far as they are for this run. */
export interface OwnEnvironment {
  readonly settings: Settings;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Leaves out the credentials of the environment where they are not for the server of this run: where the flags or the
 * file have credentials, and where they name another server than the environment does, to which its credentials belong.
 *
 * @param environment - The settings of the environment.
 * @param others - Those of the flags, then those of the file.
 */
export function ownEnvironment(
  environment: Settings,
  others: readonly Settings[],
): OwnEnvironment {
  const given = CREDENTIALS.filter((key) => environment[key] !== undefined);
  if (given.length === 0) return { settings: environment, diagnostics: [] };
  const [flags = {}] = others;
  const url = flags.url ?? environment.url ?? others[1]?.url;
  if (others.some(hasCredentials)) {
    return { settings: withoutCredentials(environment), diagnostics: [] };
  }
  const { url: place } = environment;
  if (
    url === undefined ||
    place === undefined ||
    originOf(url) === originOf(place)
  ) {
    return { settings: environment, diagnostics: [] };
  }
  const names = given.map(environmentName).join(", ");
  const [urlName = ""] = environmentNames("url");
  return {
    // The client must not read them from the environment by itself.
    settings: { ...withoutCredentials(environment), authType: "none" },
    diagnostics: [
      {
        severity: "warning",
        code: "credentials-left-out",
        message: `${originOf(url)} gets no credentials of the environment (${names}): they belong to ${originOf(place)}.`,
        hint: `Unset ${urlName} and ${environmentName("apiUrl")}, or set the one that you use to this server.`,
      },
    ],
  };
}

/**
 * The same for one of several services, whose server no flag or variable replaces.
 *
 * @param file - The settings of the service in the file.
 * @param isNobodys - Whether it is unknown which service the credentials belong to: see {@link credentialsOfNobody}.
 */
export function environmentOfService(
  environment: Settings,
  flags: Settings,
  file: Settings,
  isNobodys: boolean,
): OwnEnvironment {
  if (isNobodys && ![flags, file].some(hasCredentials)) {
    return {
      settings: { ...withoutCredentials(environment), authType: "none" },
      diagnostics: [],
    };
  }
  const { url } = file;
  const server = url === undefined ? {} : { url };
  return ownEnvironment(environment, [{ ...flags, ...server }, file]);
}

/**
 * The warning for credentials of the environment that could be for several servers. Undefined: there are none, or it is
 * known whose they are.
 *
 * @param files - The settings of each service in the file.
 */
export function credentialsOfNobody(
  environment: Settings,
  files: readonly Settings[],
): Diagnostic | undefined {
  const given = CREDENTIALS.filter((key) => environment[key] !== undefined);
  const origins = files.flatMap((file) =>
    file.url === undefined || hasCredentials(file) ? [] : [originOf(file.url)],
  );
  if (
    given.length === 0 ||
    environment.url !== undefined ||
    new Set(origins).size < 2
  ) {
    return undefined;
  }
  const [urlName = ""] = environmentNames("url");
  return {
    severity: "warning",
    code: "credentials-left-out",
    message: `No service gets the credentials of the environment (${given.map(environmentName).join(", ")}): they could be for ${[...new Set(origins)].join(" or ")}.`,
    hint: `Set ${urlName} to the server that they belong to, or give each service its own in the configuration file.`,
  };
}

/** Whether settings have credentials, or say that there shall be none. */
function hasCredentials(settings: Settings): boolean {
  const { authType, url } = settings;
  return (
    authType === "none" ||
    (url !== undefined && URL.canParse(url) && new URL(url).username !== "") ||
    CREDENTIALS.some(
      (key) => SETTINGS[key].secret === true && settings[key] !== undefined,
    )
  );
}

function withoutCredentials(environment: Settings): Settings {
  const others = Object.entries(environment).filter(
    ([name]) => !(CREDENTIALS as readonly string[]).includes(name),
  );
  return Object.fromEntries(others);
}

/** The origin of a URL, without the user and password that it may have. What is no URL has an origin of its own. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "another server";
}
