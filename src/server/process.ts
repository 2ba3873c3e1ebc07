import type { Link, ProcessDescription } from "./documents.js";

/**
 * A value in a media type of its own: an image, a document, a file. Processes get one for each
 * input whose schema has a `contentMediaType` or `contentEncoding`, and return one for such an output.
 */
export class MediaValue {
  /** The media type, with its parameters, such as `image/tiff; application=geotiff`. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;

  /** @param content - Text is encoded as UTF-8. */
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

/** A value that stands elsewhere: an input that the server did not read, or an output that a process left in another place. */
export class Reference {
  readonly link: Link;

  constructor(link: Link) {
    this.link = link;
  }
}

/** The values that a process returns, by output: JSON values, {@link MediaValue}s, {@link Reference}s, or arrays of these. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What a process can ask of the server while it runs. */
export interface ExecutionContext {
  /** The job's id, such as `job_0`. */
  readonly jobId: string;
  /** Aborted when the job is dismissed or the server closes. A process that ignores it runs on in vain. */
  readonly signal: AbortSignal;
  /** The outputs that the client asked for, each with the media type that it wants, if it named one. */
  readonly outputs: Readonly<Record<string, { readonly mediaType?: string }>>;
  /**
   * Reports progress.
   * @param percent - From 0 to 100; other values are clamped.
   * @param message - Replaces the job's message. Default: the message stays.
   */
  readonly progress: (percent: number, message?: string) => void;
  /**
   * Makes a folder below the server's own output folder, which is removed when the server closes.
   * @param path - Where below it. Anything that would lead out of it is dropped, so a client can't
   * make the server write elsewhere. Default: a folder named after the job.
   */
  readonly directory: (path?: string) => Promise<string>;
}

/** A process that the server offers: its description, and the code that runs it. */
export interface ProcessImplementation {
  readonly description: ProcessDescription;
  /**
   * Names of inputs that a client may leave out although the description does not say so.
   * The reference server has such inputs: their default is null, and its descriptions drop null defaults.
   */
  readonly optionalInputs?: readonly string[];
  /**
   * Runs the process. What it throws makes the job fail, with the error's message as the job's.
   * @param inputs - The inputs by name: validated against their schemas, with defaults filled in and
   * qualified values unwrapped. An input with `maxOccurs` above 1 is an array.
   */
  execute(
    inputs: Readonly<Record<string, unknown>>,
    context: ExecutionContext,
  ): Promise<Outputs> | Outputs;
}

/** What a landing page says about its server. */
export interface ServiceTitle {
  readonly title: string;
  readonly description: string;
}

/** A set of processes under a title. */
export interface ServiceDefinition extends ServiceTitle {
  readonly processes: readonly ProcessImplementation[];
}
