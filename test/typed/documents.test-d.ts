import { describe, expectTypeOf, it } from "vitest";
import {
  isLink,
  isQualified,
  isResultFile,
  type Client,
  type Feature,
  type JobList,
  type Link,
  type ProcessDescription,
  type ProcessList,
  type QualifiedValue,
  type ResultFile,
  type StatusInfo,
} from "../../src/runtime/index.js";

declare const CLIENT: Client;
declare const STATUS: StatusInfo;
declare const PROCESS: ProcessDescription;

// Models as applications have them, which know nothing of this package.
interface AppLink {
  href: string;
  rel?: string;
}
interface AppJob {
  jobID: string;
  status: "accepted" | "running" | "successful" | "failed" | "dismissed";
  message?: string;
  progress?: number;
  links?: AppLink[];
}
interface AppProcess {
  id: string;
  title?: string;
  keywords?: string[];
  jobControlOptions?: string[];
  inputs?: Record<string, { title?: string; minOccurs?: number }>;
}
interface AppFeature {
  type: "Feature";
  geometry: { type: string } | null;
  properties: Record<string, unknown> | null;
}
interface AppPoint {
  type: "Point";
  coordinates: number[];
}

describe("documents", () => {
  it("are those of an application that has models of its own", async () => {
    expectTypeOf(STATUS).toExtend<AppJob>();
    expectTypeOf(PROCESS).toExtend<AppProcess>();
    expectTypeOf<JobList["jobs"]>().toExtend<AppJob[]>();
    expectTypeOf<ProcessList["processes"]>().toExtend<AppProcess[]>();
    expectTypeOf<Link[]>().toExtend<AppLink[]>();
    expectTypeOf((await CLIENT.getCapabilities()).links).toExtend<AppLink[]>();
    expectTypeOf((await CLIENT.getConformance()).conformsTo).toEqualTypeOf<
      string[]
    >();
  });

  it("have geometries that other libraries take", () => {
    expectTypeOf<Feature>().toExtend<AppFeature>();
    expectTypeOf<
      Extract<NonNullable<Feature["geometry"]>, { type: "Point" }>
    >().toExtend<AppPoint>();
  });

  it("have a status that a switch can exhaust", () => {
    switch (STATUS.status) {
      case "accepted":
      case "running":
      case "successful":
      case "failed":
      case "dismissed":
        return;
      default:
        expectTypeOf(STATUS.status).toBeNever();
    }
  });

  it("have the server's own word for a status beside it", () => {
    expectTypeOf(STATUS.originalStatus).toEqualTypeOf<string | undefined>();
  });

  it("have no member of a wrong name", () => {
    expectTypeOf(STATUS).toHaveProperty("progress");
    expectTypeOf(STATUS).not.toHaveProperty("progres");
    expectTypeOf(PROCESS).not.toHaveProperty("tilte");
    type Input = NonNullable<ProcessDescription["inputs"]>[string];
    expectTypeOf<Input>().not.toHaveProperty("minOccur");
  });

  it("have all other members in one place", () => {
    expectTypeOf(STATUS.extensions).toEqualTypeOf<
      Readonly<Record<string, unknown>> | undefined
    >();
    expectTypeOf(PROCESS.inputs?.["a"]?.extensions?.["x-unit"]).toBeUnknown();
  });
});

describe("untyped results", () => {
  it("are told apart", async () => {
    const result = (await CLIENT.getJobResults("j"))["a"];
    if (isResultFile(result)) expectTypeOf(result).toEqualTypeOf<ResultFile>();
    else if (isLink(result)) expectTypeOf(result).toEqualTypeOf<Link>();
    else if (isQualified(result)) {
      expectTypeOf(result).toEqualTypeOf<QualifiedValue>();
    } else expectTypeOf(result).toBeUnknown();
  });
});
