import type { ReadExternal } from "../source/external-references.js";

/**
 * The documents that the references of a description lead to, by address. A
 * library finds them, which is loaded only here. It reads no files, and reads
 * addresses only by `readExternal`.
 *
 * @param ownAddress - stands for the address of the description.
 */
export async function readDocuments(
  description: unknown,
  ownAddress: string,
  readExternal: ReadExternal,
): Promise<ReadonlyMap<string, unknown>> {
  const { $RefParser } = await import("@apidevtools/json-schema-ref-parser");
  const parser = new $RefParser();
  // With `continueOnError`, references that cannot be read are reported as one
  // error at the end; everything that could be read is in `$refs` all the same.
  await parser
    .resolve(ownAddress, structuredClone(description) as object, {
      continueOnError: true,
      resolve: {
        file: false,
        http: {
          canRead: true,
          read: (file: { readonly url: string }) => readExternal(file.url),
        },
      },
    })
    .catch(() => undefined);
  const documents = new Map<string, unknown>();
  for (const address of parser.$refs.paths()) {
    if (address === ownAddress) continue;
    try {
      documents.set(address, parser.$refs.get(address));
    } catch {
      // It could not be read or parsed: references to it lead nowhere.
    }
  }
  return documents;
}
