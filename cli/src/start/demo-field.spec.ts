import { describe, expect, it } from '@jest/globals';
import { Generator } from '@lotsen/platform/generator';
import { loadReference } from '@lotsen/reference';
import { DemoField } from './demo-field.js';
import { demoCounties, demoTowns, demoTrades } from './demo-trades.js';

const reference = loadReference();
const field = () => new DemoField(reference, new Generator(1), new Date('2026-11-28'));

describe('the field of the demo', () => {
  it('is drawn alike each time, so that a resumed fill sends the same requests', () => {
    const drawn = () => {
      const one = field();
      return Array.from({ length: 20 }, (_, at) => [one.vacancy(at), one.placement(at), one.person(at)]);
    };
    expect(drawn()).toEqual(drawn());
  });

  it('names towns of its counties, and where a next step starts', () => {
    for (const code of Object.keys(demoTowns)) expect(demoCounties).toContain(reference.municipality(code)?.county);
    for (const { from } of Object.values(demoTrades)) {
      if (from) expect(reference.find('occupation', from)).toHaveLength(1);
    }
  });

  it('has people whose next step is visible, and people who have the licence of their trade', () => {
    const one = field();
    const people = Array.from({ length: 500 }, (_, at) => one.person(at).facts);
    const title = reference.licencesRequiredIn('bSEB_VKd_Ub3', '5321', true)[0]?.id as string;
    const careAssistant = reference.find('occupation', 'Vårdbiträde')[0];
    expect(people.some(({ licences }) => licences.some(({ licence }) => licence === title))).toBe(true);
    expect(people.filter(({ experience }) => experience[0]?.occupation === careAssistant).length).toBeGreaterThan(30);
  });
});
