import { loadSkillWords, type Reference, type SkillWords } from '@lotsen/reference';
import { AskedInTexts } from './asked-in-text.js';
import { SkillsInText } from './skills.js';

/** What reads the texts of ads. It is made once, because its word lists take a moment. */
export class AdTexts {
  readonly skills: SkillsInText;
  readonly asked: AskedInTexts;

  constructor(reference: Reference, words: SkillWords = loadSkillWords()) {
    this.skills = new SkillsInText(reference, words);
    this.asked = new AskedInTexts(reference);
  }
}
