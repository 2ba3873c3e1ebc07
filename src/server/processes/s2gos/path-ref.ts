import type {
  InputDescription,
  OutputDescription,
  Schema,
} from "../../documents.js";

/** The value of a `PathRef` input or output: a path that a process reads or writes. */
export interface PathRef {
  readonly value: string;
  readonly cid?: string | null;
}

const DESCRIPTION = [
  "Path configuration that preserves credential reference through serialization.",
  "",
  "This model allows paths to reference credentials by ID rather than embedding",
  "actual credentials. When serialized to JSON, only the path value and credential_id",
  "are stored (no actual credentials). When deserialized, credentials are resolved",
  "from the credential provider (environment variables or .secrets.yaml).",
  "",
  "Attributes:",
  " value: The actual path/URI",
  " cid: Optional reference to a Credential ID in the credential provider",
  "",
  "Example:",
  " # With credentials",
  " path = PathRef(",
  ' path="https://data.earthdatahub.destine.eu/data.zarr",',
  ' cid="earthdatahub"',
  " )",
  "",
  " # Without credentials (public or local path)",
  ' path = PathRef("/local/path/data.zarr")',
  "",
  " # Access the authenticated UPath",
  " upath = path.upath",
].join("\n");

function schema(nullable: boolean): Schema {
  return {
    ...(nullable ? { nullable: true } : {}),
    properties: {
      cid: {
        description: "Credential ID",
        nullable: true,
        title: "Cid",
        type: "string",
      },
      value: { description: "Full path URI", title: "Value", type: "string" },
    },
    required: ["value"],
    type: "object",
  };
}

/** An input that is required and cannot be null. */
export const REQUIRED_PATH_REF: InputDescription = {
  description: DESCRIPTION,
  minOccurs: 1,
  schema: schema(false),
  title: "PathRef",
};

/** An input that may be omitted or null. */
export const OPTIONAL_PATH_REF: InputDescription = {
  description: DESCRIPTION,
  minOccurs: 0,
  schema: schema(true),
  title: "PathRef",
};

/** An output that is null if the process wrote nothing. */
export const PATH_REF_OUTPUT: OutputDescription = {
  description: DESCRIPTION,
  schema: schema(true),
  title: "PathRef",
};
