/** Files that are formatted, as those of the package itself are. */
const FORMATTED = /\.(?:ts|json|md)$/;

/**
 * The text of an emitter's file in the style in which the others are printed, which is Prettier's default: emitters print
 * in any layout. The style of the user's project comes after that, for all files.
 *
 * @throws Error where it cannot be parsed.
 */
export async function formattedText({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): Promise<string> {
  // Git checks the files out with these line ends.
  const lines = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  if (!FORMATTED.test(path)) return lines;
  const { format } = await import("prettier");
  return format(lines, { filepath: path });
}
