import type { Refusal } from '@lotsen/persistence';

export const unknownPerson: Refusal = {
  code: 'not-found',
  status: 404,
  detail: { sv: 'Personen finns inte.', en: 'There is no such person.' },
  hint: { sv: 'Kontrollera id:t.', en: 'Check the id.' },
};

export const somebodyAnswers = (organisation: string): Refusal => ({
  code: 'somebody-answers',
  status: 409,
  detail: {
    sv: 'En organisation ansvarar för personen: registerutdraget är dess handläggares.',
    en: "An organisation answers for the person: the export is its officers' to give.",
  },
  hint: {
    sv: `Be en handläggare där: ${organisation}. Vad som finns, utan vem personen är: GET /v1/operations/TJÄNST/held/ID.`,
    en: `Ask an officer there: ${organisation}. What is held, without who the person is: GET /v1/operations/SERVICE/held/ID.`,
  },
});

export const approvalRequired: Refusal = {
  code: 'approval-required',
  status: 403,
  detail: {
    sv: 'Ingen ansvarar längre för personen: registerutdraget kräver två administratörer, och du har inget godkännande som gäller.',
    en: 'Nobody answers for the person any more: the export takes two administrators, and you have no approval that holds.',
  },
  hint: {
    sv: 'Begär det (lotsen export request candidate=ID), låt en annan administratör godkänna (lotsen export approve), och hämta det inom ett dygn.',
    en: 'Ask for it (lotsen export request candidate=ID), let another administrator approve (lotsen export approve), and fetch it within a day.',
  },
};
