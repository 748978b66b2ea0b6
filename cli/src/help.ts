import type { Command } from 'commander';

/** Shows, below a command's help, how it would be given. */
export const withExample = (command: Command, words: readonly string[]): Command =>
  command.addHelpText('after', `\nExample:\n  npx lotsen ${words.map(quoted).join(' ')}`);

/** As a shell reads it as one word. */
const quoted = (word: string) => (/^[\w.:=@/-]+$/u.test(word) ? word : `'${word}'`);
