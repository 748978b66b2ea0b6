import type { Clause } from './clauses.js';

const experience =
  /(?<!\p{L})(?:\p{L}*erfarenhet|\p{L}*vana|van\s|arbetat|jobbat|kunskap|experience|worked|knowledge)/iu;
const teaching = /undervis|lärare i(?!\p{L})|(?<!\p{L})(?:teach|ämne)/iu;
/** What a person has, or should have, is asked for; what somebody will do is not yet. */
const asked =
  /(?<!\p{L})(?:\p{L}*erfarenhet\p{L}*|erfaren|\p{L}*kunskap\p{L}*|kunnig|kännedom|kompetens(?:er)?|\p{L}*vana|van(?= (?:av|vid|att|med))|förståelse|färdighet\p{L}*|insatt|behärskar|bekant|certifikat|certifier\p{L}*|behörighet|arbetat|jobbat|meriterande|merit|krav|kvalifikation\p{L}*|ser gärna|du (?:har|är|kan)|har du|är du|kan du|experienced?|knowledge|skills?|skilled|proficien\p{L}*|familiar\p{L}*|understanding|expertise|competen\p{L}*|worked|certifi\p{L}*|you (?:have|are|know)|hands-on|fluent|track record|background)(?!\p{L})/giu;
/** How far before a skill, and after it, the words stand that ask for it. In UTF-16 units. */
const before = 80;
const after = 40;
/** What somebody has studied, and with whom they work, are no skills. */
const elsewhere =
  /(?:examen|utbildning|studier|degree|universitet\p{L}*|högskol\p{L}*)\s+(?:inom|i|mot|in)(?!\p{L})|(?<!\p{L})(?:samarbet\p{L}*|tillsammans med|avdelning\p{L}*|work closely with|collaborat\p{L}*|functions)(?!\p{L})/iu;

/** What a clause says of the skills that it names. It is found out only when a skill is there. */
export class Context {
  private cues: readonly number[] | undefined;
  private readonly known = new Map<RegExp, boolean>();

  constructor(private readonly clause: Clause) {}

  /** Whether a skill is asked for that starts there: in a section about what the person has, or near words that ask. */
  asksAt(at: number): boolean {
    if (this.says(elsewhere)) return false;
    if (this.clause.of === 'person') return true;
    this.cues ??= Array.from(this.clause.text.matchAll(asked), ({ index }) => index);
    return this.cues.some((cue) => cue >= at - before && cue <= at + after);
  }

  speaksOf(matter: 'experience' | 'teaching'): boolean {
    return this.says(matter === 'teaching' ? teaching : experience);
  }

  private says(pattern: RegExp): boolean {
    const known = this.known.get(pattern) ?? pattern.test(this.clause.text);
    this.known.set(pattern, known);
    return known;
  }
}
