/** What the plug-in uses of Vite's resolved configuration, which is the same in Vite 4 to 8. */
export interface ViteConfig {
  readonly root: string;
  readonly logger: {
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  };
}

/** A message to the pages of the development server. */
export type VitePayload =
  | { readonly type: "full-reload" }
  | {
      readonly type: "error";
      readonly err: {
        readonly message: string;
        readonly stack: string;
        readonly plugin: string;
      };
    };

/** What the plug-in uses of Vite's development server. */
export interface ViteServer {
  readonly ws: {
    send(payload: VitePayload): void;
    on(event: "connection", listener: () => void): void;
  };
}

/** A plug-in of Vite, as far as this one is one. No type of Vite's is named, so that packages need not have it. */
export interface VitePlugin {
  readonly name: string;
  configResolved(config: ViteConfig): void;
  configureServer(server: ViteServer): Promise<void>;
  buildStart(): Promise<void>;
  closeBundle(): void;
}
