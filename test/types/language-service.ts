import { fileURLToPath } from "node:url";
import ts from "typescript";
import { STRICT_OPTIONS } from "./compile.js";

const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** Files that do not change are parsed once for all tests. */
const PARSED_FILES = ts.createDocumentRegistry();

/** A user's file beside the example package, as an editor analyses it. */
export interface EditedFile {
  /** What an editor shows at the first occurrence of a text: the type, then the documentation. */
  hover(text: string): string;
  /** Errors that the compiler reports for the file. */
  errors(): readonly string[];
}

/** Opens a file that imports from `./generated-example/index.js`. */
export function editedFile(text: string): EditedFile {
  const path = `${ROOT}edited.ts`;
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => STRICT_OPTIONS,
    getScriptFileNames: () => [path],
    getScriptVersion: (file) => (file === path ? text : "1"),
    getScriptSnapshot: (file) => {
      const content = file === path ? text : ts.sys.readFile(file);
      return content === undefined
        ? undefined
        : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === path || ts.sys.fileExists(file),
    readFile: (file) => (file === path ? text : ts.sys.readFile(file)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  const service = ts.createLanguageService(host, PARSED_FILES);
  return {
    hover(place) {
      const at = text.indexOf(place);
      const info = service.getQuickInfoAtPosition(path, at);
      if (info === undefined) throw new Error(`Nothing at "${place}".`);
      const tags = (info.tags ?? []).map(
        ({ name, text: parts }) => `@${name} ${ts.displayPartsToString(parts)}`,
      );
      return [
        ts.displayPartsToString(info.displayParts),
        ts.displayPartsToString(info.documentation),
        ...tags,
      ]
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .join("\n\n");
    },
    errors: () =>
      service
        .getSemanticDiagnostics(path)
        .map(({ messageText }) =>
          ts.flattenDiagnosticMessageText(messageText, "\n"),
        ),
  };
}
