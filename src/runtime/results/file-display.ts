import { encodeBase64 } from "../base/base64.js";
import { readJson } from "../base/json.js";
import type { MediaBundle } from "../base/notebook.js";
import { escapeControls } from "../base/printable.js";
import { decodeText } from "../base/text.js";
import { isTextMediaType } from "../documents/content-type.js";
import { essenceOf, isJsonMediaType } from "../documents/media-type.js";
import { messageOf } from "../errors/errors.js";
import { publicUrl } from "../http/urls.js";
import type { FileSource, ResultFile } from "./result-file.js";
import { startOfStream } from "./stream-chunks.js";

/** Larger files are not shown, in bytes: what a notebook shows is stored in it, and sent to its page as a whole. */
const MOST_SHOWN_BYTES = 4 * 1024 * 1024;

/** Characters of a text that are shown. */
const MOST_SHOWN_CHARACTERS = 10_000;

/**
 * What a notebook shows of a file: an image, a document, JSON or the start of a text by its media type, and of all others
 * a line that says what it is. Nothing of a server gets where a page would run it: an SVG is an image, and HTML a text.
 * What could be read once only is not read.
 */
export async function fileDisplay(
  file: ResultFile,
  { isLeftAlone }: Pick<FileSource, "isLeftAlone">,
): Promise<MediaBundle> {
  const essence = essenceOf(file.mediaType);
  const show = displayFor(essence);
  if (isLeftAlone || show === undefined) return plain(lineAbout(file));
  try {
    const stream = file.stream();
    const start = await startOfStream(stream, MOST_SHOWN_BYTES + 1);
    await start.all.cancel();
    const { bytes, isWhole } = start;
    const size = `${String(bytes.length)} bytes`;
    return isWhole
      ? { ...plain(lineAbout(file, size)), ...show(bytes, essence) }
      : plain(lineAbout(file, `more than ${String(MOST_SHOWN_BYTES)} bytes`));
  } catch (failure) {
    return plain(`${lineAbout(file)}: ${messageOf(failure)}`);
  }
}

/** What is shown of content. */
type Display = (bytes: Uint8Array, essence: string) => MediaBundle;

/** How content of a media type is shown. Undefined: it is not. */
function displayFor(essence: string): Display | undefined {
  if (/^(image\/(png|jpeg|gif)|application\/pdf)$/.test(essence)) return native;
  if (/^image\/(svg\+xml|webp|avif|bmp)$/.test(essence)) return image;
  if (isJsonMediaType(essence)) return json;
  return isTextMediaType(essence) ? text : undefined;
}

/** What every front end knows. */
const native: Display = (bytes, essence) => ({
  [essence]: encodeBase64(bytes),
});

/** What each browser knows. Scripts in an image do not run. */
const image: Display = (bytes, essence) => ({
  "text/html": `<img src="data:${essence};base64,${encodeBase64(bytes)}">`,
});

const json: Display = (bytes, essence) => {
  const value = readJson(decodeText(bytes));
  if (value === undefined) return text(bytes, essence);
  const isGeo = /[/.]geo\+json$/.test(essence);
  return { [isGeo ? "application/geo+json" : "application/json"]: value };
};

const text: Display = (bytes) => {
  const all = decodeText(bytes);
  const start = all.slice(0, MOST_SHOWN_CHARACTERS);
  const lines = start.split(/\r?\n/).map(escapeControls).join("\n");
  return plain(start.length < all.length ? `${lines}…` : lines);
};

function plain(shown: string): MediaBundle {
  return { "text/plain": shown };
}

/** What a file is, in a line. */
function lineAbout({ mediaType, href }: ResultFile, size?: string): string {
  const place = href === undefined ? undefined : publicUrl(href);
  const said = [mediaType, size, place].filter((part) => part !== undefined);
  return escapeControls(`File: ${said.join(", ")}`);
}
