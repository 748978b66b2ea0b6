/**
 * The field of the demo: occupations of care, school, industry, transport and construction, in shares like those of the
 * north, and its towns by size. Names are labels of the taxonomy.
 */
export interface DemoTrade {
  readonly share: number;
  readonly skills: readonly string[];
  /** Driving licences that every job of this occupation asks for. */
  readonly driving?: readonly string[];
  /** How often a job asks for a driving licence B. */
  readonly drives?: number;
  /** Licences by label that a job asks for beside those of the law. */
  readonly certificates?: readonly string[];
  /** SUN 2020 level and field of those who are trained for it. */
  readonly education?: { readonly level: string; readonly field: string };
  /** The occupation of those whose next step leads here. */
  readonly from?: string;
  /** Whether a job is by shifts, day and evening and weekend. */
  readonly shifts?: boolean;
}

const careSkills = ['Omvårdnad', 'Hemtjänst', 'Äldreboende', 'Demensvård', 'Geriatrisk omvårdnad', 'Äldreomsorg'];
const upperSecondary = (field: string) => ({ level: '337', field });
const university = (field: string) => ({ level: '547', field });

export const demoTrades: Readonly<Record<string, DemoTrade>> = {
  'Undersköterska, hemtjänst, äldreboende och habilitering': {
    share: 14,
    skills: [...careSkills, 'Hemsjukvård'],
    drives: 0.5,
    education: upperSecondary('723o'),
    from: 'Vårdbiträde',
    shifts: true,
  },
  'Undersköterska, vård- och specialavdelning och mottagning': {
    share: 5,
    skills: ['Omvårdnad', 'Vårdavdelning/Mottagning', 'Akutsjukvård, sjukhus', 'Rehabilitering'],
    education: upperSecondary('723p'),
    from: 'Vårdbiträde',
    shifts: true,
  },
  Vårdbiträde: { share: 8, skills: careSkills, drives: 0.4, shifts: true },
  'Personlig assistent': {
    share: 6,
    skills: [
      'Fysisk funktionsnedsättning, omsorgserfarenhet',
      'Bostad med särskild service',
      'Alternativ och kompletterande kommunikation/AKK',
      'Social dokumentation',
    ],
    drives: 0.4,
    shifts: true,
  },
  'Sjuksköterska, grundutbildad': {
    share: 4,
    skills: ['Omvårdnad', 'Vårdavdelning/Mottagning', 'Vårdcentral', 'Smärtbehandling'],
    education: university('723a'),
    shifts: true,
  },
  'Grundlärare, 4-6': {
    share: 4,
    skills: [
      'Matematik, undervisning grundskolenivå',
      'Svenska, undervisning grundskolenivå',
      'Engelska, undervisning grundskolenivå',
    ],
    education: university('144a'),
  },
  'Ämneslärare, 7-9': {
    share: 4,
    skills: [
      'Matematik, undervisning grundskolenivå',
      'Engelska, undervisning grundskolenivå',
      'Idrott och hälsa, undervisning grundskolenivå',
      'Biologi, undervisning grundskolenivå',
    ],
    education: university('145a'),
  },
  Förskollärare: {
    share: 5,
    skills: ['Specialpedagogik', 'Utomhuspedagogik', 'Skapande verksamhet, undervisning'],
    education: university('143a'),
    from: 'Barnskötare',
  },
  Barnskötare: {
    share: 6,
    skills: ['Barntillsyn', 'Utomhuspedagogik', 'Barn och ungdomar med behov av särskilt stöd'],
    education: upperSecondary('761b'),
  },
  Svetsare: {
    share: 4,
    skills: ['MAG/MIG-svetsning', 'TIG-svetsning', 'MMA, metallbågssvetsning', 'Ritningsläsning'],
    education: upperSecondary('521'),
  },
  'CNC-operatör': {
    share: 4,
    skills: ['CNC-programmering', 'Svarvning, konventionell maskin', 'Ritningsläsning', 'Avsyning'],
    education: upperSecondary('521'),
    from: 'Maskinoperatör mekanisk verkstad',
  },
  'Maskinoperatör mekanisk verkstad': { share: 2, skills: ['Skärande bearbetning', 'Plåtbearbetning', 'Avsyning'] },
  Underhållsmekaniker: {
    share: 4,
    skills: ['Hydraulik', 'Maskinmontage', 'Ritningsläsning', 'SSG Entre'],
    drives: 0.3,
    education: upperSecondary('521'),
  },
  Industrielektriker: {
    share: 3,
    skills: ['Programmerbart styrsystem/PLC', 'Elkraftteknik', 'Ritningsläsning', 'SSG Entre'],
    education: upperSecondary('522'),
  },
  Distributionsförare: {
    share: 4,
    skills: ['Distributionskörning', 'Bakgavellyft', 'Lastsäkring', 'Digitalt färdskrivarkort'],
    driving: ['C'],
    from: 'Lagerarbetare/Terminalarbetare',
  },
  Fjärrbilsförare: {
    share: 4,
    skills: ['Fjärrtransporter, körvana', 'Lastsäkring', 'Digitalt färdskrivarkort', 'ADR, styckegods (grundkurs)'],
    driving: ['CE'],
    from: 'Distributionsförare',
  },
  Bussförare: { share: 3, skills: ['Linjetrafik, körning', 'Kollektivtrafik, körning'], driving: ['D'], shifts: true },
  'Lagerarbetare/Terminalarbetare': {
    share: 3,
    skills: ['Terminal- och lagerarbete', 'Truckvana', 'Varumottagning', 'Lagerhanteringsprogram'],
  },
  'Träarbetare/Snickare': {
    share: 4,
    skills: ['Stombyggnad', 'Takläggning', 'Formsättning', 'Ritningsläsning', 'ROT-jobb'],
    drives: 0.7,
    certificates: ['Yrkesbevis, träarbetare'],
    education: upperSecondary('582'),
    from: 'Träarbetare, utan yrkesbevis/Snickare, utan yrkesbevis',
  },
  'Väg- och anläggningsarbetare': {
    share: 3,
    skills: ['Vägbyggnad', 'Rörläggning', 'Stensättning', 'Formsättning'],
    drives: 0.7,
    education: upperSecondary('582'),
    from: 'Väg- och anläggningsarbetare, utan yrkesbevis',
  },
  Grävmaskinförare: {
    share: 3,
    skills: ['GeoROG, maskinstyrning', 'Snöröjningsmaskin', 'Vält'],
    drives: 0.8,
    certificates: ['Yrkesbevis, grävlastare/Yrkesbevis, grävmaskin'],
    from: 'Väg- och anläggningsarbetare',
  },
  Installationselektriker: {
    share: 3,
    skills: ['Styr- och reglerteknik', 'Programmerbart styrsystem/PLC', 'Fiberteknik', 'Elarbeten, servicevana'],
    drives: 0.8,
    education: upperSecondary('522'),
  },
  'VVS-montör': {
    share: 3,
    skills: ['Service och underhåll, VVS', 'Stamdragning', 'Reparationsvana, rörsystem', 'Ritningsläsning'],
    drives: 0.8,
    education: upperSecondary('582'),
  },
};

/** Municipalities with more people and jobs than the rest of their county; the rest counts a half. */
export const demoTowns: Readonly<Record<string, number>> = {
  '2480': 12,
  '2482': 8,
  '2481': 2,
  '2580': 8,
  '2581': 4,
  '2582': 3,
  '2584': 3,
  '2523': 2,
  '2281': 10,
  '2284': 6,
  '2280': 3,
  '2282': 2,
  '2262': 2,
  '2283': 2,
};
export const demoCounties = ['25', '24', '22'];
