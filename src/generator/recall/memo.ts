import { createHash, hash } from "node:crypto";
import { isJsonObject } from "../json.js";
import type { KnownPackage, KnownPart } from "../stages/known-package.js";
import { recordText, type RunRecord } from "./record.js";

/** Version of the form of a memo: one of another version is not read. */
const FORM = 2;

/** The last line: SHA-256 of what stands before it and its line break, in hexadecimal digits. */
const CHECKSUM_LENGTH = 64;

/** Characters of the texts that are in one piece, at least. */
const PIECE_LENGTH = 1_000_000;

/**
 * What a memo has as JSON in its first line. The texts of all processes follow as they are: they
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
 * What a run knows of a package, in UTF-8 and in pieces, because it is as large as half of what the
 * run writes: the record of the run, so that nothing is from that of another, and a checksum, so
 * that nothing is generated from a damaged text.
 */
export function* memoPieces(
  record: RunRecord,
  known: KnownPackage,
): Iterable<Uint8Array> {
  const checksum = createHash("sha256");
  let piece = `${JSON.stringify(headOf(record, known))}\n`;
  for (const { parts } of known.processes) {
    piece += parts.exports + parts.schemas + parts.section;
    if (piece.length < PIECE_LENGTH) continue;
    const bytes = Buffer.from(piece);
    checksum.update(bytes);
    yield bytes;
    piece = "";
  }
  yield Buffer.from(`${piece}\n${checksum.update(piece).digest("hex")}`);
}

function headOf(record: RunRecord, known: KnownPackage): Head {
  const { processes, ...others } = known;
  return {
    form: FORM,
    of: recordHash(record),
    known: others,
    processes: processes.map(({ parts: printed, ...part }) => {
      const { exports, schemas, section, ...parts } = printed;
      return {
        ...part,
        parts,
        lengths: [exports.length, schemas.length, section.length],
      };
    }),
  };
}

/** Reads a memo; undefined where it is damaged, of another version or of another run. */
export function parseMemo(
  bytes: Buffer,
  record: RunRecord,
): KnownPackage | undefined {
  const length = Math.max(bytes.length - CHECKSUM_LENGTH - 1, 0);
  const checksum = bytes.toString("latin1", length);
  const summed = bytes.subarray(0, length);
  if (checksum !== `\n${hash("sha256", summed)}`) return undefined;
  const content = summed.toString();
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

function recordHash(record: RunRecord): string {
  return hash("sha256", recordText(record));
}
