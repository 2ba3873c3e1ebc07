/** A method at a path, in which `{name}` stands for one segment. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
}

/** The routes at one path, and the values of the names in it. */
export interface Match<T extends Route> {
  /** Empty if nothing is at the path. */
  readonly routes: readonly T[];
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Returns a function that finds the routes at a path. One slash at the end of the path has no meaning.
 * Segments are compared and returned without percent codes, so that an id may contain a slash (`%2F`).
 * The function throws a URIError if a percent code is malformed.
 */
export function router<T extends Route>(
  routes: readonly T[],
): (pathname: string) => Match<T> {
  const table = routes.map((route) => ({
    route,
    wanted: segments(route.path).map((text) => ({
      text,
      name: /^\{(\w+)\}$/.exec(text)?.[1],
    })),
  }));
  return (pathname) => {
    const given = segments(pathname).map(decodeURIComponent);
    const found = table.filter(
      ({ wanted }) =>
        wanted.length === given.length &&
        wanted.every(
          ({ text, name }, index) =>
            name !== undefined || text === given[index],
        ),
    );
    const names = found[0]?.wanted.map(({ name }) => name) ?? [];
    return {
      routes: found.map(({ route }) => route),
      parameters: Object.fromEntries(
        names.flatMap((name, index) =>
          name === undefined ? [] : [[name, given[index] ?? ""]],
        ),
      ),
    };
  };
}

/** The methods that routes allow; empty if there are none. GET implies HEAD, and OPTIONS is always allowed. */
export function allowedMethods(routes: readonly Route[]): readonly string[] {
  const methods = routes.map(({ method }) => method);
  if (methods.length === 0) return [];
  const head = methods.includes("GET") ? ["HEAD"] : [];
  return [...new Set([...methods, ...head, "OPTIONS"])];
}

function segments(path: string): readonly string[] {
  return path.replace(/^\//, "").replace(/\/$/, "").split("/");
}
