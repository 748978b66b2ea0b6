import type { paths } from '@lotsen/api/client';

/** One piece of work on the command line: `lotsen NOUN VERB [ID]`, and the route that does it. */
export interface Work {
  readonly noun: string;
  readonly verb: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: keyof paths;
  readonly words: string;
}

/** The verbs of one noun, under one path; those on one thing name its id. */
function work(noun: string, base: string, verbs: Record<string, readonly [Work['method'], string, string]>): Work[] {
  return Object.entries(verbs).map(([verb, [method, rest, words]]) => ({
    noun,
    verb,
    method,
    path: `${base}${rest}` as keyof paths,
    words,
  }));
}

const readable = (one: string, many: string) =>
  ({
    list: ['GET', '', `list ${many}`],
    show: ['GET', '/{id}', `show ${one}`],
  }) as const;

/** All the work of the field; a test holds it against the API's document. */
export const allWork: readonly Work[] = [
  ...work('person', '/v1/candidates', {
    ...readable('a person, under the random id', "the organisation's persons"),
    register: ['POST', '', 'register a person: identity, facts'],
    resolve: ['POST', '/resolve', 'the random id of a number, whether known or not'],
    search: ['POST', '/search', "find one of the organisation's persons by name"],
    identity: ['GET', '/{id}/identity', 'who it is (needs --purpose)'],
    'change-identity': ['PUT', '/{id}/identity', 'replace name and contact'],
    'change-facts': ['PUT', '/{id}/facts', 'replace the facts'],
    'link-evidence': ['PUT', '/{id}/evidence-link', "note the person's yes or no to linking evidence"],
    share: ['POST', '/{id}/share', 'share with an organisation or a group'],
    unshare: ['POST', '/{id}/unshare', 'share no longer'],
    protect: ['PUT', '/{id}/protection', 'set or lift a protected identity'],
    pause: ['POST', '/{id}/pause', 'match no more for now'],
    resume: ['POST', '/{id}/resume', 'match again'],
    close: ['POST', '/{id}/close', 'close, and say why'],
    reactivate: ['POST', '/{id}/reactivate', 'open again'],
    erase: ['DELETE', '/{id}', 'erase everywhere'],
    reads: ['GET', '/{id}/reads', 'who looked at the person, when and what for'],
  }),
  ...work('person', '/v1/portal/persons', { export: ['GET', '/{id}/export', 'all that is held on the person'] }),
  ...work('export', '/v1/candidates/exports', {
    ...readable("a request for a person's export", "requests for persons' exports"),
    request: ['POST', '', 'ask to export a person for whom nobody answers any more'],
    approve: ['POST', '/{id}/approve', 'let another administrator export the person, for a day'],
    refuse: ['POST', '/{id}/refuse', 'refuse, or take an approval back'],
  }),
  ...work('erasure', '/v1/candidates/erasures', readable('how far an erasure is', 'erasures')),
  ...work('release', '/v1/candidates/releases', {
    show: ['GET', '/{id}', 'what was released in a proposal (its id)'],
  }),
  ...work('profile', '/v1/validations/profiles', {
    ...readable('a validation profile', 'validation profiles'),
    publish: ['POST', '', 'publish a validation profile'],
    correct: ['PUT', '/{id}', 'correct it'],
    withdraw: ['POST', '/{id}/withdraw', 'take it out of the offer'],
  }),
  ...work('case', '/v1/validations/cases', {
    ...readable('a validation case', 'validation cases'),
    open: ['POST', '', 'open a case at the first stage of its process'],
    advance: ['POST', '/{id}/advance', 'to the next stage'],
    complete: ['POST', '/{id}/complete', 'with its outcome'],
    discontinue: ['POST', '/{id}/discontinue', 'and say why'],
  }),
  ...work('outcome', '/v1/validations/outcomes', {
    ...readable('a validation outcome', 'validation outcomes'),
    log: ['POST', '', 'log an outcome, or register a document'],
    correct: ['PUT', '/{id}', 'correct it'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw it'],
  }),
  ...work('offer', '/v1/validations/offers', {
    ...readable('a validation on offer', 'validations on offer'),
    publish: ['POST', '', 'publish what can be applied for'],
    change: ['PUT', '/{id}', 'change it'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw it'],
  }),
  ...work('vacancy', '/v1/vacancies', {
    ...readable('a vacancy', 'vacancies'),
    own: ['GET', '/own', "list the organisation's own, drafts included"],
    post: ['POST', '', 'publish a vacancy'],
    draft: ['POST', '/drafts', 'keep a draft'],
    publish: ['POST', '/{id}/publish', 'publish a draft'],
    change: ['PUT', '/{id}', 'change it'],
    close: ['POST', '/{id}/close', 'close it'],
    reopen: ['POST', '/{id}/reopen', 'open it again'],
    fill: ['POST', '/{id}/fill', 'positions were filled otherwise'],
    'end-unfilled': ['POST', '/{id}/end-unfilled', 'nobody was found, and why'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw it'],
  }),
  ...work('coming-need', '/v1/vacancies/coming-needs', {
    ...readable('a coming need', 'coming needs'),
    report: ['POST', '', 'how many will be needed, and from when'],
    change: ['PUT', '/{id}', 'change it'],
    meet: ['POST', '/{id}/meet', 'it is met'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw it'],
  }),
  ...work('placement', '/v1/placements', {
    ...readable('a placement', 'placements'),
    post: ['POST', '', 'post places for learning'],
    change: ['PUT', '/{id}', 'change them'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw them'],
  }),
  ...work('supervisor', '/v1/placements/supervisors', {
    ...readable('a supervisor', "the workplace's supervisors"),
    register: ['POST', '', 'name a supervisor by a mark: step, how many at once'],
    change: ['PUT', '/{id}', 'change step or number'],
    leave: ['POST', '/{id}/leave', 'supervises no more'],
  }),
  ...work('need', '/v1/placements/needs', {
    ...readable('a need of places', 'needs of places'),
    report: ['POST', '', 'report how many places are needed'],
    change: ['PUT', '/{id}', 'change it'],
    meet: ['POST', '/{id}/meet', 'it is met'],
    withdraw: ['POST', '/{id}/withdraw', 'withdraw it'],
  }),
  ...work('booking', '/v1/placements/bookings', {
    ...readable('a booking', 'bookings'),
    book: ['POST', '', 'book a place for a person who said yes'],
    sign: ['POST', '/{id}/sign', 'note a signature'],
    agree: ['PUT', '/{id}/agreement', 'insurer, risk assessment, confidentiality'],
    assign: ['PUT', '/{id}/supervisor', 'name the supervisor'],
    start: ['POST', '/{id}/start', 'start'],
    interrupt: ['POST', '/{id}/interrupt', 'interrupt for a time'],
    resume: ['POST', '/{id}/resume', 'go on'],
    end: ['POST', '/{id}/end', 'end with the assessment'],
    'confirm-skills': ['POST', '/{id}/confirm-skills', 'confirm what was seen'],
    cancel: ['POST', '/{id}/cancel', 'cancel'],
    renew: ['POST', '/{id}/renew', 'book the time after it'],
  }),
  ...work('proposal', '/v1/matching/proposals', {
    ...readable('a proposal, with why', 'proposals made or got'),
    draft: ['POST', '', 'draft: a person and a target'],
    consent: ['POST', '/{id}/consent', "note the person's yes"],
    send: ['POST', '/{id}/send', 'put it before the employer, with what is released'],
    accept: ['POST', '/{id}/accept', 'accept'],
    decline: ['POST', '/{id}/decline', 'decline, and say why'],
    withdraw: ['POST', '/{id}/withdraw', 'take it back'],
    end: ['POST', '/{id}/end', 'what came of it'],
    recompute: ['POST', '/{id}/recompute', 'compute again from what was known then'],
  }),
  ...work('organisation', '/v1/portal/organisations', {
    ...readable('an organisation', 'organisations'),
    register: ['POST', '', 'register an organisation'],
    change: ['PUT', '/{id}', 'change it'],
    close: ['POST', '/{id}/close', 'close it'],
    reopen: ['POST', '/{id}/reopen', 'open it again'],
  }),
  ...work('group', '/v1/portal/groups', {
    ...readable('a group of organisations', 'groups of organisations'),
    form: ['POST', '', 'form a group that shares'],
    change: ['PUT', '/{id}', 'change it'],
    dissolve: ['POST', '/{id}/dissolve', 'dissolve it'],
  }),
];
