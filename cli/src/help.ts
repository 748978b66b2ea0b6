import type { Command } from 'commander';

/** Adds an example call below a command's help. */
export const withExample = (command: Command, words: readonly string[]): Command =>
  command.addHelpText('after', `\nExample:\n  npx lotsen ${words.map(quoted).join(' ')}`);

/** Quotes a word where a shell would not read it as one word. */
const quoted = (word: string) => (/^[\w.:=@/-]+$/u.test(word) ? word : `'${word}'`);
