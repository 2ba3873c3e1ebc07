// What a run of a second or two pays for, because it is over before V8 has optimised most of its code:
// iterators, of which each step is two calls and an object until then, and names that are looked up by
// a function. Sources keep saying what they mean, and the built program says it in a cheaper way, which
// took a twentieth of a run with a thousand processes away.

import ts from "typescript";

/**
 * @typedef {object} Edit What is written in place of a part of a source.
 * @property {number} start
 * @property {number} end
 * @property {string} text
 */

/**
 * Writes `for (const item of list)` by index, and what takes a pair apart, where the types say that
 * an array is meant. Loops over the characters of a text, over maps, sets and generators stay.
 *
 * @param {string} config - Path of the sources' tsconfig.json.
 * @returns {import("rolldown").Plugin} The plug-in.
 */
export function arrayLoops(config) {
  const program = programOf(config);
  const checker = program.getTypeChecker();
  return {
    name: "array-loops",
    transform: {
      filter: { id: /\.ts$/ },
      handler(_, id) {
        const source = program.getSourceFile(id);
        return source && byIndex(source, checker);
      },
    },
  };
}

/**
 * What a CommonJS file exports, as values. Bundlers export each name by a function, so that who imports it sees what is
 * assigned later; what may be assigned keeps it. They were one in eight of all calls of a run.
 *
 * @returns {import("rolldown").Plugin} The plug-in.
 */
export function plainExports() {
  const functions =
    /Object\.defineProperty\(exports, ("[^"]+"), \{\s*enumerable: true,\s*get: function \(\) \{\s*return ([\w$]+);\s*\}\s*\}\)/g;
  return {
    name: "plain-exports",
    renderChunk: (code) =>
      code.replace(
        functions,
        (/** @type {string[]} */ ...[whole = "", name = "", variable = ""]) => {
          const isConstant = [
            `const ${variable} =`,
            `var ${variable} = class `,
            `function ${variable}(`,
          ].some((declaration) => code.includes(declaration));
          return isConstant ? `exports[${name}] = ${variable}` : whole;
        },
      ),
  };
}

/**
 * @param {string} config - Path of a tsconfig.json.
 * @returns {ts.Program} What it describes.
 */
function programOf(config) {
  const parsed = ts.getParsedCommandLineOfConfigFile(config, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  });
  if (parsed === undefined) throw new Error(`There is no ${config}.`);
  return ts.createProgram(parsed.fileNames, parsed.options);
}

/**
 * @param {ts.SourceFile} source
 * @param {ts.TypeChecker} checker
 * @returns {string} Its text, with loops by index.
 */
export function byIndex(source, checker) {
  /** @type {Edit[]} */
  const edits = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    // Names that no source has, one for each place.
    const name = `$${edits.length}`;
    if (ts.isForOfStatement(node) && isArray(node.expression, checker)) {
      edits.push(...loopEdits(node, name));
    } else if (ts.isVariableDeclaration(node)) {
      edits.push(...variableEdits(node, name, checker));
    } else if (ts.isArrowFunction(node)) {
      edits.push(...arrowEdits(node, name, checker));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let text = "";
  let from = 0;
  // Of two at one place, that of the outer node was found first.
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += source.text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + source.text.slice(from);
}

/**
 * @param {ts.Expression | ts.ParameterDeclaration} node
 * @param {ts.TypeChecker} checker
 * @returns {boolean} Whether it is an array, and nothing else.
 */
function isArray(node, checker) {
  const type = checker.getTypeAtLocation(node);
  const whole = checker.getBaseConstraintOfType(type) ?? type;
  return (whole.isUnion() ? whole.types : [whole]).every(
    (one) => checker.isArrayType(one) || checker.isTupleType(one),
  );
}

/**
 * @param {ts.ForOfStatement} loop - Over an array.
 * @param {string} name
 * @returns {readonly Edit[]} What makes it a loop by index.
 */
function loopEdits(
  { initializer, expression, statement, awaitModifier },
  name,
) {
  if (awaitModifier || !ts.isVariableDeclarationList(initializer)) return [];
  const [variable] = initializer.declarations;
  if (variable === undefined) return [];
  const list = `${name}list`;
  const item = `${list}[${name}]`;
  const declared = isPair(variable.name)
    ? `${name}item = ${item}${partsOf(variable.name, `${name}item`)}`
    : `${variable.name.getText()} = ${item}`;
  return [
    {
      start: initializer.getStart(),
      end: expression.getStart(),
      text: `let ${name} = 0, ${list} = `,
    },
    at(expression.end, `; ${name} < ${list}.length; ${name}++`),
    ...within(statement, `let ${declared};`, ""),
  ];
}

/**
 * @param {ts.VariableDeclaration} variable
 * @param {string} name
 * @param {ts.TypeChecker} checker
 * @returns {readonly Edit[]} What takes an array apart by index.
 */
function variableEdits({ name: pattern, initializer }, name, checker) {
  if (initializer === undefined || !isPair(pattern)) return [];
  if (!isArray(initializer, checker)) return [];
  return [
    { start: pattern.getStart(), end: pattern.end, text: name },
    at(initializer.end, partsOf(pattern, name)),
  ];
}

/**
 * @param {ts.ArrowFunction} arrow
 * @param {string} name
 * @param {ts.TypeChecker} checker
 * @returns {readonly Edit[]} What takes its first argument apart by index, where that is an array.
 */
function arrowEdits({ parameters: [first, ...others], body }, name, checker) {
  if (first === undefined || first.initializer || !isPair(first.name)) {
    return [];
  }
  // What stands in for another argument may say a name of the pair.
  const isAlone = others.every(
    ({ name: other, initializer }) => !initializer && ts.isIdentifier(other),
  );
  if (!isAlone || !isArray(first, checker)) return [];
  const parts = `let ${partsOf(first.name, name).slice(2)};`;
  return [
    { start: first.name.getStart(), end: first.name.end, text: name },
    ...within(body, parts, "return "),
  ];
}

/**
 * @param {ts.BindingName} pattern
 * @returns {pattern is ts.ArrayBindingPattern} Whether it names the first elements of an array, without more.
 */
function isPair(pattern) {
  return (
    ts.isArrayBindingPattern(pattern) &&
    pattern.elements.every(
      (element) =>
        ts.isOmittedExpression(element) ||
        (!element.dotDotDotToken && !element.initializer),
    )
  );
}

/**
 * @param {ts.ArrayBindingPattern} pattern
 * @param {string} name - Of the array.
 * @returns {string} Declarations of its parts, each after a comma.
 */
function partsOf({ elements }, name) {
  return elements
    .map((element, index) =>
      ts.isOmittedExpression(element)
        ? ""
        : `, ${element.name.getText()} = ${name}[${index}]`,
    )
    .join("");
}

/**
 * @param {ts.Statement | ts.ConciseBody} body
 * @param {string} declarations - What it begins with.
 * @param {string} otherwise - What an expression is written after, where the body is one.
 * @returns {readonly Edit[]}
 */
function within(body, declarations, otherwise) {
  return ts.isBlock(body)
    ? [at(body.getStart() + 1, declarations)]
    : [
        at(body.getStart(), `{ ${declarations} ${otherwise}`),
        at(body.end, " }"),
      ];
}

/**
 * @param {number} place
 * @param {string} text
 * @returns {Edit} Its insertion.
 */
function at(place, text) {
  return { start: place, end: place, text };
}
