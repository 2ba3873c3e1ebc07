import type { Link, ProcessDescription } from "./documents.js";

/**
 * A value that has its own media type, such as an image, a document or a file. A process receives one
 * for each input whose schema has a `contentMediaType` or `contentEncoding`, and returns one for each such output.
 */
export class MediaValue {
  /** The media type, with its parameters, such as `image/tiff; application=geotiff`. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;

  /** @param content - A string is encoded as UTF-8. */
  constructor(mediaType: string, content: Uint8Array | string) {
    this.mediaType = mediaType;
    this.bytes =
      typeof content === "string" ? new TextEncoder().encode(content) : content;
  }

  /** The content as text, decoded as UTF-8. */
  text(): string {
    return new TextDecoder().decode(this.bytes);
  }
}

/** A value that is stored elsewhere: an input that the server did not read, or an output that the process stored in another place. */
export class Reference {
  readonly link: Link;

  constructor(link: Link) {
    this.link = link;
  }
}

/** The values that a process returns, by output name: JSON values, {@link MediaValue}s, {@link Reference}s, or arrays of these. */
export type Outputs = Readonly<Record<string, unknown>>;

/** The job in which a process runs. */
export interface RunningJob {
  /** The job's id, such as `job_0`. */
  readonly id: string;
  /** Aborted when the job is dismissed or the server closes. Whatever a process returns after that is dropped. */
  readonly signal: AbortSignal;
  /** The outputs that the client asked for, each with the media type that it asked for, if any. */
  readonly outputs: Readonly<Record<string, { readonly mediaType?: string }>>;
  /**
   * Reports progress.
   * @param percent - From 0 to 100; values outside are clamped.
   * @param message - Replaces the job's message. Default: the message is kept.
   * @throws TypeError - The percentage is no number.
   */
  readonly progress: (percent: number, message?: string) => void;
}

/** What the server provides to a process while it runs: its job, and a place for files. */
export interface ExecutionContext extends RunningJob {
  /**
   * Creates a folder inside the server's output folder, and returns its path. The output folder is
   * deleted when the server closes.
   * @param path - Relative to the output folder. Parts that would lead out of it are dropped, so that no
   * client can make the server write elsewhere. Default: a folder named after the job.
   */
  readonly directory: (path?: string) => Promise<string>;
  /**
   * Writes a file, and returns its URL.
   * @param path - Below a folder that `directory` created. Folders between them are created.
   * @param content - A string is encoded as UTF-8.
   */
  readonly writeFile: (
    path: string,
    content: Uint8Array | string,
  ) => Promise<string>;
}

/** Where processes keep their files until the server closes. */
export interface FileStore {
  /** Creates a folder inside the store, and returns its path. */
  directory(segments: readonly string[]): Promise<string>;
  /** Writes a file, with the folders above it, and returns its URL. */
  writeFile: ExecutionContext["writeFile"];
  /** Deletes all files. Whoever writes after that gets an error. */
  close(): Promise<void>;
}

/** A process that the server offers: its description and its code. */
export interface ProcessImplementation {
  readonly description: ProcessDescription;
  /**
   * Names of inputs that a client may omit although the description does not say so. The reference
   * server has such inputs: their default is null, and its descriptions do not contain null defaults.
   */
  readonly optionalInputs?: readonly string[];
  /**
   * Runs the process. If it throws, the job fails with the error's message.
   * @param inputs - The inputs by name, validated against their schemas, with defaults filled in and
   * qualified values unwrapped. An input whose `maxOccurs` is above 1 is an array.
   */
  execute(
    inputs: Readonly<Record<string, unknown>>,
    context: ExecutionContext,
  ): Promise<Outputs> | Outputs;
}

/** The title and description that a landing page shows. */
export interface ServiceTitle {
  readonly title: string;
  readonly description: string;
}

/** A set of processes with a title. */
export interface ServiceDefinition extends ServiceTitle {
  readonly processes: readonly ProcessImplementation[];
}
