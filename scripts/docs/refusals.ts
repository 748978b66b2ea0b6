import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operationName, type RouteRule } from '@lotsen/access';
import { type ProblemCode, problemCodes, type Refusals, requestProblemCodes } from '@lotsen/api';
import { serviceNames } from '@lotsen/platform';
import ts from 'typescript';
import { type AnyLifecycle, findLifecycles } from './lifecycles.js';
import { root, sourcesIn } from './workspace.js';

const known: ReadonlySet<string> = new Set(problemCodes);
const ofAnyRequest: ReadonlySet<string> = new Set(requestProblemCodes);

/**
 * The problem codes of each operation, without those that any request can get. They are read from the code of the
 * controller's method and, recursively, of everything in the project that this code names.
 */
export async function refusalsOf(routes: readonly RouteRule[]): Promise<Refusals> {
  const lifecycles = new Map((await findLifecycles()).map(({ source, lifecycle }) => [join(root, source), lifecycle]));
  const program = sourcesAlone();
  const methods = methodsIn(program);
  const methodOf = ({ handler }: RouteRule) => {
    const method = methods.get(handler);
    if (!method) throw new Error(`The source of ${handler} was not found.`);
    return method;
  };
  const operations = new Map(routes.map((route) => [anyOf(operationName(route)), methodOf(route)]));
  const reader = new RefusalReader(program.getTypeChecker(), lifecycles, operations);
  const own = routes.map((route): [string, readonly ProblemCode[]] => [
    operationName(route),
    reader.codesBehind(methodOf(route)).filter((code) => !ofAnyRequest.has(code)),
  ]);
  return Object.fromEntries(own.filter(([, { length }]) => length > 0));
}

/** The name of an operation, without the names of its parameters. */
const anyOf = (operation: string) => operation.replace(/\{\w+\}/gu, '{}');

/** The methods of all classes, by "Class.method". */
function methodsIn(program: ts.Program): ReadonlyMap<string, ts.MethodDeclaration> {
  const classes = program.getSourceFiles().flatMap(({ statements }) => statements.filter(ts.isClassDeclaration));
  return new Map(
    classes.flatMap(({ name, members }) =>
      members
        .filter(ts.isMethodDeclaration)
        .map((method): [string, ts.MethodDeclaration] => [`${name?.text}.${method.name.getText()}`, method]),
    ),
  );
}

/** A program of the project's own sources. Imports between them are resolved, imports of other packages are not. */
function sourcesAlone(): ts.Program {
  const folders = [...serviceNames.map((name) => `services/${name}/src`), 'libs/platform/src'];
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    strict: true,
    lib: ['lib.es2023.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => {
      const resolvedFileName = sourceOf(text, from);
      return { resolvedModule: resolvedFileName ? { resolvedFileName, extension: '.ts' } : undefined };
    });
  return ts.createProgram(
    folders.flatMap(sourcesIn).map((file) => join(root, file)),
    options,
    host,
  );
}

function sourceOf(module: string, from: string): string | undefined {
  if (module.startsWith('.')) return join(from, '..', module.replace(/\.js$/u, '.ts'));
  const [scope, name = '', entry = 'index'] = module.split('/');
  if (scope !== '@lotsen') return undefined;
  return ['libs', 'services']
    .map((kind) => join(root, kind, name, 'src', `${entry}.ts`))
    .find((file) => existsSync(file));
}

class RefusalReader {
  /** The codes in a declaration itself, and the declarations that it names. */
  private readonly read = new Map<ts.Node, { readonly codes: ReadonlySet<string>; readonly names: Set<ts.Node> }>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly lifecycles: ReadonlyMap<string, AnyLifecycle>,
    private readonly operations: ReadonlyMap<string, ts.Node>,
  ) {}

  /** The codes in a declaration and in everything that it names, directly or not, in alphabetical order. */
  codesBehind(declaration: ts.Node): ProblemCode[] {
    const codes = new Set<string>();
    const reached = new Set([declaration]);
    for (const one of reached) {
      const { codes: own, names } = this.readOnce(one);
      for (const code of own) codes.add(code);
      for (const other of names) reached.add(other);
    }
    return [...codes].sort() as ProblemCode[];
  }

  private readOnce(declaration: ts.Node) {
    let said = this.read.get(declaration);
    if (!said) {
      const codes = new Set<string>();
      const names = new Set<ts.Node>();
      const visit = (node: ts.Node): void => {
        if (ts.isTypeNode(node) || ts.isDecorator(node)) return;
        for (const other of this.bodiesOf(node)) names.add(other);
        for (const code of this.codesIn(node)) if (known.has(code)) codes.add(code);
        ts.forEachChild(node, visit);
      };
      visit(declaration);
      said = { codes, names };
      this.read.set(declaration, said);
    }
    return said;
  }

  /** The code that a name stands for: the body of a function or method, a constant's value, an operation elsewhere. */
  private bodiesOf(name: ts.Node): ts.Node[] {
    if (ts.isCallExpression(name)) return [...this.operationAsked(name), ...this.jobStarted(name)];
    if (!ts.isIdentifier(name)) return [];
    return (this.symbolOf(name)?.declarations ?? []).flatMap((declaration): ts.Node[] => {
      if (ts.isClassDeclaration(declaration) && ts.isNewExpression(name.parent)) {
        return declaration.members.filter(ts.isConstructorDeclaration);
      }
      // A destructured name: the initializer that made it.
      if (ts.isBindingElement(declaration)) return this.madeBy(declaration);
      const isValue = ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration);
      if (isValue) return declaration.initializer ? [declaration] : [];
      return ts.isFunctionLike(declaration) && 'body' in declaration && declaration.body ? [declaration] : [];
    });
  }

  /** Where the portal calls an operation of another service, it passes the refusals of that operation on. */
  private operationAsked({ arguments: given }: ts.CallExpression): ts.Node[] {
    const [, method, path] = given;
    if (!method || !ts.isStringLiteral(method) || !path) return [];
    const asked = ts.isTemplateExpression(path) ? anyPath(path) : this.wordsOf(path)[0];
    const operation = this.operations.get(`${method.text} ${asked}`);
    return operation ? [operation] : [];
  }

  /** Where an operation starts a job (`jobs.start(ImportJobAds.kind, ...)`), the result tells what the job refuses. */
  private jobStarted({ arguments: [kind] }: ts.CallExpression): ts.Node[] {
    if (!kind || !ts.isPropertyAccessExpression(kind) || kind.name.text !== 'kind') return [];
    const [done] = this.symbolOf(kind.expression)?.declarations ?? [];
    if (!done || !ts.isClassDeclaration(done)) return [];
    return done.members.filter((member) => ts.isMethodDeclaration(member) && member.name.getText() === 'run');
  }

  private madeBy({ parent }: ts.BindingElement): ts.Node[] {
    return ts.isVariableDeclaration(parent.parent) && parent.parent.initializer ? [parent.parent.initializer] : [];
  }

  private symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private codesIn(node: ts.Node): readonly string[] {
    if (ts.isIdentifier(node)) return this.codesOfMade(node);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') return this.codesMade(node.initializer);
    if (!ts.isCallExpression(node)) return [];
    return [...this.codesGiven(node), ...this.codesOfLifecycle(node)];
  }

  /** A code that is taken from another refusal is read where that refusal is made, not here. */
  private codesMade(code: ts.Expression): readonly string[] {
    const isMade = ts.isStringLiteral(code) || ts.isTemplateExpression(code) || ts.isConditionalExpression(code);
    return isMade ? this.wordsOf(code) : [];
  }

  /** Codes that are passed to a function which makes the refusal. */
  private codesGiven({ expression, arguments: given }: ts.CallExpression): readonly string[] {
    const declaration = this.symbolOf(expression)?.valueDeclaration;
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    if (!made || !ts.isFunctionLike(made)) return [];
    const at = made.parameters.findIndex((parameter) => parameter.name.getText() === 'code');
    const argument = given[at];
    return argument ? this.codesMade(argument) : [];
  }

  /** The codes of a lifecycle ("vacancy-closed"): one for each status in which it does not allow the command. */
  private codesOfLifecycle({ expression, arguments: [given] }: ts.CallExpression): readonly string[] {
    if (!given || !ts.isPropertyAccessExpression(expression)) return [];
    if (!['reach', 'update', 'refusal'].includes(expression.name.text)) return [];
    return this.refusalsIn(this.symbolOf(expression.expression)?.valueDeclaration, this.wordsOf(given));
  }

  /** A decision that is created together with its lifecycle has the name of its command. */
  private codesOfMade(name: ts.Identifier): readonly string[] {
    const declaration = this.symbolOf(name)?.valueDeclaration;
    return declaration && ts.isBindingElement(declaration) ? this.refusalsIn(declaration, [name.text]) : [];
  }

  /** The refusals of the lifecycle that the declaration's file exports: of these commands, or if none, of all. */
  private refusalsIn(declaration: ts.Declaration | undefined, said: readonly string[]): readonly string[] {
    const lifecycle = declaration && this.lifecycles.get(declaration.getSourceFile().fileName);
    if (!lifecycle) return [];
    const { words, transitions } = lifecycle;
    const commands = said.length > 0 ? said.filter((word) => word in transitions) : Object.keys(transitions);
    return Object.keys(words.statuses)
      .filter((status) => commands.some((command) => lifecycle.after(command, status) === undefined))
      .map((status) => `${words.code}-${status}`);
  }

  /** The strings that an expression can be, as far as its type says. */
  private wordsOf(expression: ts.Expression): readonly string[] {
    if (ts.isTemplateExpression(expression)) {
      return expression.templateSpans.reduce<readonly string[]>(
        (before, { expression: inner, literal }) =>
          before.flatMap((start) => this.wordsOf(inner).map((word) => `${start}${word}${literal.text}`)),
        [expression.head.text],
      );
    }
    const type = this.checker.getTypeAtLocation(expression);
    const parts = type.isUnion() ? type.types : [type];
    return parts.flatMap((part) => (part.isStringLiteral() ? part.value : []));
  }
}

const anyPath = ({ head, templateSpans }: ts.TemplateExpression) =>
  [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('{}');
