import type { paths } from '@lotsen/api/client';
import { summaries } from '@lotsen/api/summaries';

/** A command `lotsen NOUN VERB [ID]`, and the API operation that it calls. */
export interface Work {
  readonly noun: string;
  readonly verb: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: keyof paths;
  /** The summary of the operation in the API document. */
  readonly summary: string;
  /** Example arguments: fields of the request body, or options, as a user types them. */
  readonly example: readonly string[];
}

/** A noun of the command line, with its description in the help. */
export interface Noun {
  readonly noun: string;
  readonly about: string;
}

/** The HTTP method of a verb, the rest of its path, and example arguments. */
type Verb = readonly [Work['method'], string, ...string[]];

const id = '00000000-0000-4000-8000-000000000001';
const other = '00000000-0000-4000-8000-000000000002';
const list = { list: ['GET', ''] } as const;
const show = { show: ['GET', '/{id}'] } as const;

/** Makes the commands of one noun, whose paths all begin with `base`. Verbs on one thing have `{id}` in their path. */
function work(noun: string, base: string, verbs: Record<string, Verb>): Work[] {
  return Object.entries(verbs).map(([verb, [method, rest, ...example]]) => ({
    noun,
    verb,
    method,
    path: `${base}${rest}` as keyof paths,
    summary: summaries[`${method} ${base}${rest}`] ?? '',
    example,
  }));
}

export const nouns: readonly Noun[] = [
  { noun: 'person', about: 'Job seekers: who they are, their facts, and what they said yes to.' },
  { noun: 'export', about: 'Requests for the access export of a person whom no organisation answers for.' },
  { noun: 'erasure', about: 'How far the erasure of a person is.' },
  { noun: 'release', about: 'What was released of a person to an employer.' },
  { noun: 'profile', about: 'Validation profiles: what a validation assesses.' },
  { noun: 'case', about: "Validation cases: a person's way through a validation." },
  { noun: 'outcome', about: 'Validation outcomes: what a validation found.' },
  { noun: 'offer', about: 'Offers of validation: where, when and for whom.' },
  { noun: 'vacancy', about: 'Vacancies, from the draft until they are filled.' },
  { noun: 'coming-need', about: 'How many people will be needed, before there is a vacancy.' },
  { noun: 'placement', about: 'Practice placements that workplaces offer.' },
  { noun: 'supervisor', about: 'Who supervises at a workplace, and how many at once.' },
  { noun: 'need', about: 'How many practice placements a school needs.' },
  { noun: 'booking', about: 'A person at a practice placement, from the booking to the assessment.' },
  { noun: 'proposal', about: 'A person proposed to an employer, with their yes.' },
  { noun: 'organisation', about: 'Organisations that take part, and their workplaces.' },
  { noun: 'group', about: 'Groups of organisations, within which persons are shared.' },
];

const vacancy = ['title=Undersköterska', 'employer.name=Demo', 'occupation=bXNH_MNX_dUR', 'positions:=2'] as const;
const placement = [
  'kind=apl',
  'title=Praktik i hemtjänsten',
  'employer.name=Demo',
  'occupation=bXNH_MNX_dUR',
  'place=2481',
  'start=2027-01-11',
  'end=2027-03-05',
  'capacity:=2',
] as const;
const need = [
  'title=APL vård och omsorg',
  'kind=apl',
  'occupation=bXNH_MNX_dUR',
  'places:=["2481"]',
  'number:=12',
  'start=2027-01-11',
  'end=2027-03-05',
] as const;
const comingNeed = ['occupation=bXNH_MNX_dUR', 'county=24', 'number:=40', 'from=2028-01-01'] as const;
const profile = [
  'name=Vårdbiträde',
  'process=komvux',
  'saidBy=Skolverket',
  'units:=[{"unit":"T1","label":"Vård","skills":["wFfA_J2Y_EGu"]}]',
] as const;
const outcome = [
  `candidate=${id}`,
  `profile=${other}`,
  'result=certificate',
  'units:=[{"unit":"T1","extent":"full"}]',
  'assessedOn=2026-11-02',
] as const;
const offer = ['title=Validering av vårdbiträden', `profile=${id}`, 'weeks:=4', 'seats:=8'] as const;
const supervisor = ['mark=H2', 'step:=1', 'most:=2'] as const;
const organisation = ['name=Demo', 'kinds:=["employer"]'] as const;
const group = ['name=Samverkan', `members:=["${id}","${other}"]`] as const;
const yes = ['personSaidYes.how=oral', 'personSaidYes.day=2026-11-02'] as const;

/** Whether an operation answers in pages: it takes --limit, and --cursor for the page that follows. */
export const isPaged = ({ verb, noun }: Work) => (verb === 'list' || verb === 'own') && noun !== 'erasure';

/** Whether an operation shows persons, so that it takes what they are looked at for. */
export const showsPersons = ({ method, verb, noun }: Work) =>
  method === 'GET' && personNouns.has(noun) && verb !== 'reads' && verb !== 'export';
const personNouns = new Set(['person', 'release', 'case', 'outcome', 'booking', 'proposal']);

/** All commands that call one operation each. A test compares them with the API document. */
export const allWork: readonly Work[] = [
  ...work('person', '/v1/candidates', {
    ...list,
    ...show,
    register: ['POST', '', 'identity.name=Demoperson', 'facts:={"home":"2481","drivesToWork":true}'],
    resolve: ['POST', '/resolve', 'personnummer=198112289874'],
    search: ['POST', '/search', 'name=Demo'],
    identity: ['GET', '/{id}/identity', '--purpose=matching'],
    'change-identity': ['PUT', '/{id}/identity', 'name=Demoperson', 'email=demo@example.org'],
    'change-facts': ['PUT', '/{id}/facts', 'home=2481', 'maxCommuteMinutes:=45'],
    'link-evidence': ['PUT', '/{id}/evidence-link', 'yes:=true', 'how=oral', 'day=2026-11-02'],
    share: ['POST', '/{id}/share', `with=${other}`],
    unshare: ['POST', '/{id}/unshare', `with=${other}`],
    protect: ['PUT', '/{id}/protection', 'protectedIdentity:=true'],
    pause: ['POST', '/{id}/pause'],
    resume: ['POST', '/{id}/resume'],
    close: ['POST', '/{id}/close', 'because=got-work'],
    reactivate: ['POST', '/{id}/reactivate'],
    erase: ['DELETE', '/{id}'],
    reads: ['GET', '/{id}/reads'],
  }),
  ...work('person', '/v1/portal/persons', { export: ['GET', '/{id}/export'] }),
  ...work('export', '/v1/candidates/exports', {
    ...list,
    ...show,
    request: ['POST', '', `candidate=${id}`],
    approve: ['POST', '/{id}/approve'],
    refuse: ['POST', '/{id}/refuse'],
  }),
  ...work('erasure', '/v1/candidates/erasures', { ...list, ...show }),
  ...work('release', '/v1/candidates/releases', show),
  ...work('profile', '/v1/validations/profiles', {
    ...list,
    ...show,
    publish: ['POST', '', ...profile],
    correct: ['PUT', '/{id}', ...profile],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('case', '/v1/validations/cases', {
    ...list,
    ...show,
    open: ['POST', '', `candidate=${id}`, 'process=komvux'],
    advance: ['POST', '/{id}/advance', 'to=mapped'],
    complete: ['POST', '/{id}/complete', `outcome=${other}`],
    discontinue: ['POST', '/{id}/discontinue', 'because=moved'],
  }),
  ...work('outcome', '/v1/validations/outcomes', {
    ...list,
    ...show,
    log: ['POST', '', ...outcome],
    correct: ['PUT', '/{id}', ...outcome],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('offer', '/v1/validations/offers', {
    ...list,
    ...show,
    publish: ['POST', '', ...offer],
    change: ['PUT', '/{id}', ...offer],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('vacancy', '/v1/vacancies', {
    ...list,
    ...show,
    own: ['GET', '/own'],
    post: ['POST', '', ...vacancy],
    draft: ['POST', '/drafts', ...vacancy],
    publish: ['POST', '/{id}/publish'],
    change: ['PUT', '/{id}', ...vacancy],
    close: ['POST', '/{id}/close'],
    reopen: ['POST', '/{id}/reopen', 'lastApplicationDay=2027-02-01'],
    fill: ['POST', '/{id}/fill', 'positions:=1'],
    'end-unfilled': ['POST', '/{id}/end-unfilled', 'because=none-qualified'],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('vacancy', '/v1/matching/vacancies', { demands: ['GET', '/{id}/demands'] }),
  ...work('coming-need', '/v1/vacancies/coming-needs', {
    ...list,
    ...show,
    report: ['POST', '', ...comingNeed],
    change: ['PUT', '/{id}', ...comingNeed],
    meet: ['POST', '/{id}/meet'],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('placement', '/v1/placements', {
    ...list,
    ...show,
    post: ['POST', '', ...placement],
    change: ['PUT', '/{id}', ...placement],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('supervisor', '/v1/placements/supervisors', {
    ...list,
    ...show,
    register: ['POST', '', ...supervisor],
    change: ['PUT', '/{id}', ...supervisor],
    leave: ['POST', '/{id}/leave'],
  }),
  ...work('need', '/v1/placements/needs', {
    ...list,
    ...show,
    report: ['POST', '', ...need],
    change: ['PUT', '/{id}', ...need],
    meet: ['POST', '/{id}/meet'],
    withdraw: ['POST', '/{id}/withdraw'],
  }),
  ...work('booking', '/v1/placements/bookings', {
    ...list,
    ...show,
    book: ['POST', '', `candidate=${id}`, `placement=${other}`, ...yes],
    sign: ['POST', '/{id}/sign', 'party=person', 'how=paper', 'day=2026-11-02'],
    agree: ['PUT', '/{id}/agreement', 'riskAssessedOn=2026-11-02'],
    assign: ['PUT', '/{id}/supervisor', `supervisor=${other}`],
    start: ['POST', '/{id}/start'],
    interrupt: ['POST', '/{id}/interrupt', 'because=illness'],
    resume: ['POST', '/{id}/resume'],
    end: ['POST', '/{id}/end', 'result=completed'],
    'confirm-skills': ['POST', '/{id}/confirm-skills', 'skills:=["wFfA_J2Y_EGu"]'],
    cancel: ['POST', '/{id}/cancel', 'because=got-work'],
    renew: ['POST', '/{id}/renew', 'until=2027-06-01', ...yes],
  }),
  ...work('proposal', '/v1/matching/proposals', {
    ...list,
    ...show,
    draft: ['POST', '', `candidate=${id}`, 'target.kind=vacancy', `target.id=${other}`],
    consent: ['POST', '/{id}/consent', 'how=oral', 'day=2026-11-02'],
    send: ['POST', '/{id}/send', 'fields:=["name","phone"]', 'basis=osl-10-1', 'until=2027-01-15'],
    accept: ['POST', '/{id}/accept'],
    decline: ['POST', '/{id}/decline', 'reasons:=["other-chosen"]'],
    withdraw: ['POST', '/{id}/withdraw', 'because=person-said-no'],
    end: ['POST', '/{id}/end', 'how=hired'],
    recompute: ['POST', '/{id}/recompute'],
  }),
  ...work('organisation', '/v1/portal/organisations', {
    ...list,
    ...show,
    register: ['POST', '', ...organisation],
    change: ['PUT', '/{id}', ...organisation],
    close: ['POST', '/{id}/close'],
    reopen: ['POST', '/{id}/reopen'],
  }),
  ...work('group', '/v1/portal/groups', {
    ...list,
    ...show,
    form: ['POST', '', ...group],
    change: ['PUT', '/{id}', ...group],
    dissolve: ['POST', '/{id}/dissolve'],
  }),
];
