import { builtinModule } from "../base/platform.js";
import type { Lookup } from "./undici.js";
import type { RequestGuard } from "./transport.js";

/** What is used of `node:dns`. */
interface Names {
  lookup: Lookup;
}

/** The addresses behind the names of hosts, as connections find them. */
export class HostAddresses {
  readonly #first = new Map<string, readonly string[]>();
  readonly #guards = new Map<string, RequestGuard>();

  /** The addresses that a name led to first: a server could change later ones to lie where it likes (DNS rebinding). */
  readonly of = (hostname: string): readonly string[] | undefined =>
    this.#first.get(hostname);

  /**
   * Judges a request, and each connection that is made for its host from now on.
   * @throws ConfigError: it must not be sent.
   */
  guard({ hostname }: URL, guard: RequestGuard): void {
    guard(this.of);
    this.#guards.set(hostname, guard);
  }

  /**
   * Finds the addresses of a host for a connection. Undefined: this platform has nothing that finds them.
   * @param isGuarded - Whether requests to the host were judged by {@link guard}.
   */
  lookup(isGuarded: boolean): Lookup | undefined {
    const names = builtinModule<Names>("node:dns");
    if (names === undefined) return undefined;
    return (hostname, options, callback) => {
      names.lookup(hostname, options, (failure, found, family) => {
        let refusal = failure;
        if (!failure) {
          const addresses = [found]
            .flat()
            .map((one) => (typeof one === "string" ? one : one.address));
          try {
            if (isGuarded) this.#guards.get(hostname)?.(this.of, addresses);
            else if (!this.#first.has(hostname)) {
              this.#first.set(hostname, addresses);
            }
          } catch (error) {
            refusal = error as Error;
          }
        }
        callback(refusal, found, family);
      });
    };
  }
}
