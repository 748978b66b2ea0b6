/** Something that a text names, and where. */
export interface Mention {
  readonly index: number;
  readonly 0: string;
}

/** Also "C- eller CE-körkort", and "god svenska eller god engelska". */
const or = /^-?(?:körkort)?\s*(?:och\/)?(?:eller|or)\s+(?:\p{L}+\s+){0,2}$/iu;
const comma = /^-?(?:körkort)?\s*,\s*(?:\p{L}+\s+){0,2}$/iu;
/** "Svenska eller annat nordiskt språk". */
const orAnother = /^\s+(?:eller|or)\s+(?:annat|något|another)\s/iu;

/** The runs of mentions, in the order of the text, of which one will do. */
export function alternativesIn<M extends Mention>(text: string, mentions: readonly M[]): M[][] {
  const runs: M[][] = [];
  let run: M[] = [];
  let isChoice = false;
  for (const [at, mention] of mentions.entries()) {
    const end = mention.index + mention[0].length;
    const between = text.slice(end, mentions[at + 1]?.index ?? end);
    run.push(mention);
    isChoice ||= or.test(between) || orAnother.test(text.slice(end));
    if (or.test(between) || comma.test(between)) continue;
    if (isChoice) runs.push(run);
    run = [];
    isChoice = false;
  }
  return runs;
}
