/** Whom no ad seeks. */
const people =
  '(?:kund|klient|patient|brukar|gäst|elev|deltagar|besökar|resenär|vårdtagar|customer|client|guest|handledaren|chefen)';
/** Whom an ad may seek, unless they are yours or ours. */
const colleagues = String.raw`(?:din|dina|vår|våra|your|our)\s+(?:\p{L}+\s+)?(?:handledar|mentor|chef|kolleg|medarbetar|anställd|supervisor|manager|colleague|employee)`;
const have = '(?:har|talar|pratar|kan|är|behärskar|have|has|speaks?|are|is)';
/** "Din handledare har", "kunder som bland annat talar". */
const othersHave = new RegExp(
  String.raw`(?<!\p{L})(?:${people}|${colleagues})\p{L}{0,5}\s+(?:(?:som|who)\s+)?(?:bland annat\s+|även\s+|också\s+|redan\s+|often\s+|also\s+)?${have}\s`,
  'giu',
);
/** With whom somebody works. */
const companions =
  /(?<!\p{L})(?:kollegor|våra|(?:tillsammans|samarbet\p{L}*|samverka\p{L}*) med|(?:handledning|stöd|ledning) av|assistera\p{L}*|bistå\p{L}*)(?!\p{L})/giu;
/** "Har du inte körkort": what follows is for who lacks it. */
const lacks =
  /(?<!\p{L})(?:har du (?:ännu )?(?:inte|ej|inget)|om du (?:inte har|saknar)|saknar du|if you (?:do not|don['’]t) have)(?!\p{L})/giu;
/** From here on the text speaks of the reader again, or of the job. */
const reader = /(?<!\p{L})(?:du|dig|you|därför|krav|krävs|kräver|måste|meriterande|required|must|söker)(?!\p{L})/iu;
/** "Du samarbetar med läkare och är legitimerad" goes on about the reader. */
const readerOrVerb = new RegExp(String.raw`${reader.source}|(?<!\p{L})(?:och|and) (?:är|har|are|have)(?!\p{L})`, 'iu');

function isBehind(pattern: RegExp, until: RegExp, text: string, at: number): boolean {
  const before = text.slice(0, at);
  const last = [...before.matchAll(pattern)].at(-1);
  return last !== undefined && !until.test(before.slice(last.index + last[0].length));
}

/** Whether what stands at a place is what somebody else has, or what only who lacks it is told about. */
export const isOfOthers = (text: string, at: number) =>
  isBehind(othersHave, reader, text, at) || isBehind(lacks, reader, text, at);

/** Whether a place stands behind with whom one works: "du samarbetar med legitimerad sjuksköterska". */
export const isCompanion = (text: string, at: number) => isBehind(companions, readerOrVerb, text, at);
