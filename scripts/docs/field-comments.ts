import ts from 'typescript';
import { commentOn, parsed, sourcesIn } from './workspace.js';

/** The doc comments on each field in the contracts' sources: by the schema's id, then by path ("units.skills"). */
export type FieldComments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A released schema never changes, so it has no descriptions in it: they are doc comments in its source. */
export function fieldComments(): FieldComments {
  const constants = new Map<string, ts.Expression>();
  for (const source of sourcesIn('libs/contracts/src')) {
    for (const statement of parsed(source).statements.filter(ts.isVariableStatement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer) constants.set(name.getText(), initializer);
      }
    }
  }
  const comments = new Map<string, Map<string, string>>();
  for (const expression of constants.values()) {
    const id = idOf(expression);
    if (!id) continue;
    const fields = new Map<string, string>();
    collect(expression, '', constants, fields);
    comments.set(id, fields);
  }
  return comments;
}

/** Follows calls (`nullable(Type.Array(...))`) and named constants to the objects, whose properties are the fields. */
function collect(
  expression: ts.Expression,
  path: string,
  constants: ReadonlyMap<string, ts.Expression>,
  fields: Map<string, string>,
): void {
  if (ts.isIdentifier(expression)) {
    const named = constants.get(expression.text);
    if (named) collect(named, path, constants, fields);
  } else if (ts.isObjectLiteralExpression(expression)) {
    for (const property of expression.properties.filter(ts.isPropertyAssignment)) {
      const field = `${path}${property.name.getText()}`;
      const comment = commentOn(property);
      if (comment) fields.set(field, comment);
      collect(property.initializer, `${field}.`, constants, fields);
    }
  } else if (ts.isCallExpression(expression)) {
    for (const argument of expression.arguments) collect(argument, path, constants, fields);
  }
}

/** The `$id` in a schema's options, which are the last argument. */
function idOf(expression: ts.Expression): string | undefined {
  const options = ts.isCallExpression(expression) ? expression.arguments.at(-1) : undefined;
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  const id = options.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === '$id');
  return id && ts.isStringLiteral(id.initializer) ? id.initializer.text : undefined;
}
