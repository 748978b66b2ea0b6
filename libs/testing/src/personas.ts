import { careAssistant } from './concepts.js';

/** Facts of a care assistant in Lycksele who drives, for the body of a registration. */
export const careAssistantInLycksele = {
  home: '2481',
  maxCommuteMinutes: 60,
  drivesToWork: true,
  drivingLicences: ['B'],
  experience: [{ occupation: careAssistant, months: 72, lastYear: 2026 }],
};
