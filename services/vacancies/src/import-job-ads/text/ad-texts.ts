import type { Reference } from '@lotsen/reference';
import { SkillsInText } from '../skills-in-text.js';
import { AskedInTexts } from './asked-in-text.js';

/** What reads the texts of ads. It is made once, because its word lists take a moment. */
export class AdTexts {
  readonly skills: SkillsInText;
  readonly asked: AskedInTexts;

  constructor(reference: Reference) {
    this.skills = new SkillsInText(reference);
    this.asked = new AskedInTexts(reference);
  }
}
