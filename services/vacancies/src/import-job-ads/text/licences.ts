import type { LicenceRule, Reference } from '@lotsen/reference';
import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';
import type { Need } from './needs.js';
import { isCompanion, isOfOthers } from './others.js';

interface Asking {
  readonly pattern: RegExp;
  readonly licence: string;
}

/** "Legitimation som sjuksköterska" is asked for as "legitimerad sjuksköterska", "leg. sjuksköterska" or "sjuksköterskelegitimation". */
function askingsOf(rule: LicenceRule): Asking[] {
  const profession = /^Legitimation som (.+)$/u.exec(rule.label)?.[1];
  if (profession) {
    const stem = profession.replace(/a$/u, '');
    return [
      asking(
        rule,
        String.raw`(?:legitimerade?|leg\.?)\s+(?:\p{L}+\s+)?${profession}(?!\p{L})|${stem}\p{L}{0,2}legitimation|legitimation som ${profession}`,
      ),
    ];
  }
  if (rule.class === 'branch-certificate') {
    const trade = /^Yrkesbevis,? (.+)$/u.exec(rule.label.split('/')[0] ?? '')?.[1];
    return trade ? [asking(rule, String.raw`yrkesbevis\s+(?:som|för|inom|,)?\s*${trade}`)] : [];
  }
  return [];
}

const asking = ({ id }: LicenceRule, words: string): Asking => ({
  licence: id,
  pattern: new RegExp(String.raw`(?<!\p{L})(?:${words})`, 'giu'),
});

/** Words for the licences whose labels are not how ads ask for them. */
const wordsByLabel: Readonly<Record<string, string>> = {
  Lärarlegitimation: String.raw`lärarlegitimation\p{L}*|(?:legitimera(?:d|de)|leg\.)(?:\s+(?:och\s+)?(?:behörig|utbildad)\p{L}*)?\s+(?!förskol)\p{L}*(?:lärare|fritidspedagog|pedagog)\p{L}*|behöriga?\s+(?!förskol)\p{L}*(?:lärare|fritidspedagog)\p{L}*`,
  Förskollärarlegitimation: String.raw`förskollärarlegitimation\p{L}*|(?:legitimera(?:d|de)|leg\.|behörig)\s+förskollärare`,
  'Yrkeskompetensbevis för förare (YKB)': String.raw`YKB(?!\p{L})|yrkeskompetensbevis|yrkesförarkompetens`,
  Taxiförarlegitimation: 'taxi(?:förar)?legitimation',
};
const assistantNurse = /^Bevis om skyddad yrkestitel som undersköterska/u;
/** The title of the person sought, or the title by law. */
const askingForTitle = String.raw`(?:skyddad\p{L}*\s+(?:yrkes)?titel\p{L}*|bevis)\s+(?:som\s+)?undersköterska|(?:utbildad|legitimerad)\s+undersköterska|(?:är|söker\s+(?:en|dig som är|nu)?)\s*undersköterska(?!\p{L})`;

/** Finds the licences, titles and certificates that a text asks for by name. */
export class LicencesInText {
  private readonly askings: readonly Asking[];

  constructor(reference: Reference) {
    this.askings = reference.licences.flatMap((rule) => {
      const words = assistantNurse.test(rule.label) ? askingForTitle : wordsByLabel[rule.label];
      return words ? [asking(rule, words)] : askingsOf(rule);
    });
  }

  find(clause: Clause): AskedInText[] {
    return this.askings.flatMap(({ pattern, licence }) =>
      [...clause.text.matchAll(pattern)]
        .filter(({ index }) => !isAside(clause.text, index))
        .map((match) => foundIn(clause, match, 'licence', licence, { need: needOf(clause, match) })),
    );
  }
}

/** What a colleague has, what somebody may reach later, and what is to be enclosed, is not asked for. */
const isAside = (text: string, at: number) =>
  isOfOthers(text, at) ||
  isCompanion(text, at) ||
  /(?<!\p{L})(?:bifoga\p{L}*|kopia|komplettera\p{L}*|nå en)(?!\p{L})[^.]*$/iu.test(text.slice(0, at)) ||
  /(?<!\p{L})på sikt(?!\p{L})/iu.test(text);

const orAfter = /^\s*(?:\/|(?:eller|or)\s)/iu;
const orBefore = /\p{L}(?:\s*\/\s*|\s+(?:eller|or)\s+)$/iu;

/** Of "sjuksköterska eller undersköterska" one will do, so that neither licence alone is demanded. */
function needOf({ text, need }: Clause, match: { readonly index: number; readonly 0: string }): Need {
  const isChoice = orAfter.test(text.slice(match.index + match[0].length)) || orBefore.test(text.slice(0, match.index));
  return need === 'must' && isChoice ? 'merit' : need;
}
