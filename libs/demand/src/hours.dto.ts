import { NumberField, ObjectField, WordListField } from '@lotsen/platform';
import { shifts } from '@lotsen/reference';

/** Working hours, in per cent of full time. */
export class HoursDto {
  @NumberField(0, 100)
  least!: number;

  @NumberField(0, 100)
  most!: number;
}

export const HoursField = () => ObjectField(HoursDto, { optional: true });

export const ShiftsField = () => WordListField(shifts);
