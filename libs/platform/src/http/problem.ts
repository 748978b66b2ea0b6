import type { ProblemCode } from '@lotsen/api';
import type { Text } from '@lotsen/persistence';

/** What is wrong with one field. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly detail: Text;
}

/** A problem in both languages. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: Text;
  readonly hint?: Text | undefined;
  readonly field?: string | undefined;
  readonly errors?: readonly FieldProblem[] | undefined;
}

export type Language = keyof Text;

/** Swedish unless the client prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/iu.test(acceptLanguage ?? '') ? 'en' : 'sv';
}

const titles: Record<number, Text> = {
  400: { sv: 'Anropet har fel form', en: 'The request has the wrong shape' },
  401: { sv: 'Inte inloggad', en: 'Not signed in' },
  403: { sv: 'Inte tillåtet', en: 'Not allowed' },
  404: { sv: 'Finns inte', en: 'Not found' },
  408: { sv: 'Anropet kom aldrig helt fram', en: 'The request never arrived in full' },
  409: { sv: 'Går inte i det här läget', en: 'Not possible in this state' },
  412: { sv: 'Ändrad sedan du läste', en: 'Changed since you read it' },
  413: { sv: 'För stort', en: 'Too large' },
  415: { sv: 'Fel sorts innehåll', en: 'The wrong kind of content' },
  422: { sv: 'Innehållet går inte ihop', en: 'The content makes no sense' },
  428: { sv: 'Säg vilken version du ändrar', en: 'Say which version you change' },
  429: { sv: 'För många anrop', en: 'Too many requests' },
  500: { sv: 'Fel hos oss', en: 'A fault of ours' },
  503: { sv: 'Inte just nu', en: 'Not right now' },
};

/** The problem document (RFC 9457). */
export function problemDocument(problem: Problem, language: Language): object {
  const { status, code, detail, hint, field, errors } = problem;
  return {
    type: `urn:lotsen:problem:${code}`,
    title: (titles[status] ?? titles[status < 500 ? 400 : 500])?.[language],
    status,
    code,
    detail: detail[language],
    ...(hint ? { hint: hint[language] } : {}),
    ...(field ? { field } : {}),
    ...(errors ? { errors: errors.map((e) => ({ ...e, detail: e.detail[language] })) } : {}),
  };
}
