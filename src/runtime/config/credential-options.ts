/** What proves who a client is. Each auth type uses some of it. */
export interface CredentialOptions {
  /** URL from which `login` gets its token. */
  readonly authUrl?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Default: `password`. */
  readonly grantType?: string | undefined;
  readonly token?: string | undefined;
  readonly refreshToken?: string | undefined;
  /** Sends the token as `Authorization: Bearer` (RFC 6750). Default: false. */
  readonly useBearer?: boolean | undefined;
  /** Default: `X-Auth-Token`. */
  readonly tokenHeader?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Default: `X-API-Key`. */
  readonly apiKeyHeader?: string | undefined;
}

/** Credentials with every default in place. */
export interface ResolvedCredentials extends CredentialOptions {
  readonly useBearer: boolean;
  readonly tokenHeader: string;
  readonly apiKeyHeader: string;
}
