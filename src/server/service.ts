import type { ExecuteRequest } from "./documents.js";
import { readReferences } from "./execution/by-reference.js";
import { readInputs } from "./execution/inputs.js";
import { checkPageLinks, type Page } from "./execution/page-links.js";
import { SubscriberCalls } from "./execution/subscriber.js";
import type { Job } from "./jobs/job.js";
import { JobList } from "./jobs/job-list.js";
import { JobQueue } from "./jobs/queue.js";
import { runJob } from "./jobs/run.js";
import { noSuchJob, noSuchProcess } from "./problem.js";
import type {
  FileStore,
  ProcessImplementation,
  ServiceDefinition,
  ServiceTitle,
} from "./process.js";
import type { Profile } from "./profiles/profile.js";

/** What a service needs besides its processes. */
export interface ServiceOptions {
  readonly profile: Profile;
  readonly maxRunningJobs: number;
  /** Where processes write. The service closes it. */
  readonly files: FileStore;
  /** Called with a line of text for each callback that failed, since no response can report it. */
  readonly log: (line: string) => void;
}

/** The processes and jobs of a server, without HTTP. */
export class Service implements ServiceTitle {
  readonly title: string;
  readonly description: string;
  readonly jobs: JobList = new JobList();
  /**
   * The server's own URL, with a slash at its end; set once it listens. The documents that callbacks
   * send contain links, and no request tells how the client addresses the server.
   */
  base = "";
  readonly #processes: Map<string, ProcessImplementation>;
  readonly #profile: Profile;
  readonly #queue: JobQueue;
  readonly #log: (line: string) => void;
  readonly #files: FileStore;

  constructor(definition: ServiceDefinition, options: ServiceOptions) {
    this.title = definition.title;
    this.description = definition.description;
    this.#processes = new Map(
      definition.processes.map((one) => [one.description.id, one]),
    );
    this.#profile = options.profile;
    this.#queue = new JobQueue(options.maxRunningJobs);
    this.#log = options.log;
    this.#files = options.files;
  }

  /** All processes, in the order in which they were added. */
  get processes(): readonly ProcessImplementation[] {
    return [...this.#processes.values()];
  }

  /** Adds a process. One that has the same id is replaced, and keeps its position. */
  addProcess(process: ProcessImplementation): void {
    this.#processes.set(process.description.id, process);
  }

  /** Removes a process, but not its jobs, and returns whether it existed. */
  removeProcess(id: string): boolean {
    return this.#processes.delete(id);
  }

  /** @throws Problem - There is no such process. */
  process(id: string): ProcessImplementation {
    const process = this.#processes.get(id);
    if (process === undefined) throw noSuchProcess(id);
    return process;
  }

  /** @throws Problem - There is no such job. */
  job(id: string): Job {
    const job = this.jobs.get(id);
    if (job === undefined) throw noSuchJob(id);
    return job;
  }

  /**
   * Creates a job for a request. It runs once the jobs before it leave a place free.
   * @param page - The web page that sent the request. Undefined: a program, whose links need no check.
   * @throws Problem - The inputs are not valid, or have links that the page may not give.
   */
  execute(
    process: ProcessImplementation,
    request: ExecuteRequest,
    page?: Page,
  ): Job {
    const values = readInputs(request.inputs, process, this.#profile.inputs);
    if (page !== undefined) checkPageLinks(page, values, request.subscriber);
    const calls = new SubscriberCalls(
      {
        status: (job) => this.#profile.statusInfo(job, this.base),
        results: (job) => this.#profile.jobResults(job, this.#ownRequest()),
        exception: (job) =>
          this.#profile.exception(this.#profile.noResults(job, this.base), ""),
      },
      (uri, reason) => {
        this.#log(`Callback to ${uri} failed: ${String(reason)}`);
      },
    );
    const job = this.jobs.create(process.description, request, (changed) => {
      calls.changed(changed);
    });
    this.#queue.add(job, () =>
      runJob(
        job,
        process,
        () =>
          readReferences(values, process.description.inputs ?? {}, job.signal),
        {
          directory: (path = job.id) => this.#files.directory(segments(path)),
          writeFile: this.#files.writeFile,
        },
      ),
    );
    return job;
  }

  /** Dismisses every active job and deletes the files that jobs wrote. */
  async close(): Promise<void> {
    for (const job of this.jobs.all()) if (job.isActive) job.dismiss();
    await this.#files.close();
  }

  #ownRequest(): Parameters<Profile["jobResults"]>[1] {
    return {
      base: this.base,
      accept: "",
      prefer: "",
      query: {},
    };
  }
}

/** The parts of a path that a client may have chosen, without those that lead out of the folder that it is in. */
function segments(path: string): readonly string[] {
  return path
    .split(/[/\\:]+/)
    .map((segment) => segment.replace(/[^\w.-]/g, "_"))
    .filter((segment) => !/^\.*$/.test(segment));
}
