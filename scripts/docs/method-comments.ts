import ts from 'typescript';
import { commentOn, parsed, sourcesIn } from './workspace.js';

/** What is said of each method of the classes under a folder, by `Class.method`. */
export function methodComments(folder: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const source of sourcesIn(folder)) {
    for (const node of parsed(source).statements.filter(ts.isClassDeclaration)) {
      for (const member of node.members.filter(ts.isMethodDeclaration)) {
        const comment = commentOn(member);
        if (comment) comments.set(`${node.name?.text}.${member.name.getText()}`, comment);
      }
    }
  }
  return comments;
}

/** An abbreviation ("art. 15") ends no sentence: the next one begins with a capital. */
export const firstSentence = (text: string): string => /^.*?[.?!](?=\s+\p{Lu}|$)/u.exec(text)?.[0] ?? text;
