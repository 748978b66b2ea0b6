import { expect, it } from '@jest/globals';
import { type RequirementDto, requirementsOf } from './requirement.dto.js';

it('what is asked for twice is asked for once; the same as a must-have and as a wish is two requirements', () => {
  const must: RequirementDto = { kind: 'skill', must: true, skill: 'wFfA_J2Y_EGu' };
  const wish = { ...must, must: false };
  const car: RequirementDto = { kind: 'car', must: true };
  expect(requirementsOf([must, wish, must, car, car])).toEqual([must, wish, car]);
  expect(requirementsOf(undefined)).toEqual([]);
});
