import ts from "typescript";
import { requireKey, type Refuse } from "./literals.js";

/** A function of a process, without white space; the module is one of the package, and the name one that was planned. */
const FUNCTION_TYPE =
  /^typeofimport\("\.\/processes\/[a-z0-9-]+\.js"\)\.[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const LOADER =
  /^async\(\)=>\{constfile=awaitimport\("\.\/processes\/[a-z0-9-]+\.js"\);returnfile\.[\p{ID_Start}$_][\p{ID_Continue}$]*;\}$/u;

/** What is the same in every registry, without white space and comments. */
const CONSTANT_TYPES: ReadonlySet<string> = new Set([
  "exporttypeProcessId=keyofProcesses;",
  "exporttypeInputsOf<IdextendsProcessId>=NonNullable<Parameters<Processes[Id]>[0]>;",
  'exporttypeOutputsOf<IdextendsProcessId>=Awaited<ReturnType<ReturnType<Processes[Id]["job"]>["results"]>>;',
]);
const REGISTRY_TYPE = "{readonly[IdinProcessId]:()=>Promise<Processes[Id]>;}";

/** Proves that a statement of `processes.ts` is one that each registry has, and that what differs are keys, modules of processes and names. */
export function requireRegistry(node: ts.Statement, refuse: Refuse): void {
  if (ts.isInterfaceDeclaration(node)) {
    for (const member of node.members) {
      if (!ts.isPropertySignature(member)) {
        refuse(member, "not a property");
        continue;
      }
      requireKey(member.name, refuse);
      requireText(member.type, FUNCTION_TYPE, refuse);
    }
  } else if (ts.isTypeAliasDeclaration(node)) {
    if (!CONSTANT_TYPES.has(bare(node))) refuse(node, "not the expected type");
  } else requireLoaders(node, refuse);
}

function requireLoaders(node: ts.Statement, refuse: Refuse): void {
  const [declaration, ...others] = ts.isVariableStatement(node)
    ? node.declarationList.declarations
    : [];
  const { initializer, type } = declaration ?? {};
  if (
    others.length > 0 ||
    type === undefined ||
    bare(type) !== REGISTRY_TYPE ||
    initializer === undefined ||
    !ts.isObjectLiteralExpression(initializer)
  ) {
    refuse(node, "not the expected constant");
    return;
  }
  for (const property of initializer.properties) {
    if (!ts.isPropertyAssignment(property)) {
      refuse(property, "not a plain member of a registry");
      continue;
    }
    requireKey(property.name, refuse);
    requireText(property.initializer, LOADER, refuse);
  }
}

function requireText(
  node: ts.Node | undefined,
  wanted: RegExp,
  refuse: Refuse,
): void {
  if (node !== undefined && !wanted.test(bare(node))) {
    refuse(node, "not a function of a process");
  }
}

/** The text of a node without white space, and without the comment before it. */
function bare(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, "");
}
