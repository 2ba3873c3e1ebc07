import { hash } from "node:crypto";
import { isJsonObject } from "../json.js";
import type { KnownPackage, KnownPart } from "../stages/known-package.js";
import { recordText, type RunRecord } from "./record.js";

/** Version of the form of a memo: one of another version is not read. */
const FORM = 2;

/** The first line: SHA-256 of what follows, in hexadecimal digits. */
const CHECKSUM_LENGTH = 64;

/**
 * What a memo has as JSON in its second line. The texts of all processes follow as they are: they
 * are most of the memo, and escaping them would take most of the time.
 */
interface Head {
  readonly form: number;
  /** Hash of the record of the run. */
  readonly of: string;
  readonly known: Omit<KnownPackage, "processes">;
  readonly processes: readonly HeadPart[];
}

interface HeadPart extends Omit<KnownPart, "parts"> {
  readonly parts: Omit<KnownPart["parts"], "exports" | "schemas" | "section">;
  /** Lengths of its texts, in UTF-16 units. */
  readonly lengths: readonly [
    exports: number,
    schemas: number,
    section: number,
  ];
}

/**
 * What a run knows of a package, in UTF-8: a checksum, so that nothing is generated from a damaged
 * text, and the record of the run, so that nothing is from that of another.
 */
export function memoBytes(record: RunRecord, known: KnownPackage): Uint8Array {
  const { processes, ...others } = known;
  const texts: string[] = [];
  const parts = processes.map(({ parts: printed, ...part }): HeadPart => {
    const { exports, schemas, section, ...names } = printed;
    texts.push(exports, schemas, section);
    const lengths = [exports.length, schemas.length, section.length] as const;
    return { ...part, parts: names, lengths };
  });
  const head: Head = {
    form: FORM,
    of: recordHash(record),
    known: others,
    processes: parts,
  };
  const start = `${" ".repeat(CHECKSUM_LENGTH)}\n${JSON.stringify(head)}\n`;
  const bytes = Buffer.from([start, ...texts].join(""));
  bytes.write(checksumOf(bytes), "latin1");
  return bytes;
}

/** Reads a memo; undefined where it is damaged, of another version or of another run. */
export function parseMemo(
  bytes: Buffer,
  record: RunRecord,
): KnownPackage | undefined {
  const checksum = bytes.toString("latin1", 0, CHECKSUM_LENGTH);
  if (checksumOf(bytes) !== checksum) return undefined;
  const content = bytes.toString("utf8", CHECKSUM_LENGTH + 1);
  const end = content.indexOf("\n");
  const head: unknown = JSON.parse(content.slice(0, end));
  if (!isJsonObject(head) || head["form"] !== FORM) return undefined;
  if (head["of"] !== recordHash(record)) return undefined;
  // The same program wrote it, as the record says, and the checksum holds.
  const { known, processes } = head as unknown as Head;
  let read = end + 1;
  const next = (length: number): string =>
    content.slice(read, (read += length));
  return {
    ...known,
    processes: processes.map(({ parts, lengths, ...part }) => {
      const [exports, schemas, section] = lengths;
      const texts = {
        exports: next(exports),
        schemas: next(schemas),
        section: next(section),
      };
      return { ...part, parts: { ...parts, ...texts } };
    }),
  };
}

/** SHA-256 of what follows the first line. */
function checksumOf(bytes: Buffer): string {
  return hash("sha256", bytes.subarray(CHECKSUM_LENGTH + 1));
}

function recordHash(record: RunRecord): string {
  return hash("sha256", recordText(record));
}
