import { notices, unfilledReasons, vacancyMarks } from '@lotsen/contracts';
import {
  EmployerDto,
  employerOf,
  type HoursDto,
  HoursField,
  RequirementDto,
  requirementsOf,
  ShiftsField,
} from '@lotsen/demand';
import {
  ConceptField,
  DayField,
  IdField,
  ListField,
  MunicipalityField,
  NumberField,
  TextField,
  WordField,
  WordListField,
  YesNoField,
} from '@lotsen/platform';
import type { Reference, Shift } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsUrl, MaxLength, ValidateNested } from 'class-validator';
import type { VacancyContent } from '../vacancy.js';

export class VacancyDto {
  @TextField(300)
  title!: string;

  @ApiProperty({ type: EmployerDto })
  @IsObject()
  @ValidateNested()
  @Type(() => EmployerDto)
  employer!: EmployerDto;

  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @MunicipalityField({ optional: true })
  place?: string;

  @YesNoField('The work can be done from anywhere.')
  remote?: boolean;

  @NumberField(1, 10_000, { optional: true, description: 'One, unless this says more.' })
  positions?: number;

  @YesNoField('Employment without end (tillsvidare); so unless this says no.')
  permanent?: boolean;

  @HoursField()
  hours?: HoursDto;

  @ShiftsField()
  shifts?: Shift[];

  @DayField({ optional: true })
  start?: string;

  @DayField({ optional: true })
  lastApplicationDay?: string;

  @ListField(RequirementDto, 200)
  requirements?: RequirementDto[];

  @ApiProperty({ required: false, format: 'uri', maxLength: 500 })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true })
  @MaxLength(500)
  link?: string;

  @IdField('workplace', { optional: true, description: "The employer's workplace." })
  workplace?: string;

  @WordListField(vacancyMarks)
  marks?: (typeof vacancyMarks)[number][];

  @YesNoField('Support can be tried by Arbetsförmedlingen: said of the vacancy, never of a person.')
  supportMayBeTried?: boolean;

  @WordListField(notices)
  notices?: (typeof notices)[number][];

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

export class FillDto {
  @NumberField(1, 10_000, { description: 'How many positions were filled.' })
  positions!: number;
}

export class EndUnfilledDto {
  @WordField(unfilledReasons)
  because!: (typeof unfilledReasons)[number];
}

export class ReopenDto {
  @DayField({ optional: true })
  lastApplicationDay?: string;
}

export function vacancyContentOf(dto: VacancyDto, reference: Reference): VacancyContent {
  return {
    title: dto.title,
    employer: employerOf(dto.employer),
    occupation: dto.occupation,
    ssyk: reference.ssykOf(dto.occupation) ?? null,
    place: dto.place ?? null,
    abroad: false,
    remote: dto.remote ?? false,
    positions: dto.positions ?? 1,
    permanent: dto.permanent ?? true,
    hours: dto.hours ? { least: dto.hours.least, most: dto.hours.most } : null,
    shifts: dto.shifts ?? null,
    start: dto.start ?? null,
    lastApplicationDay: dto.lastApplicationDay ?? null,
    requirements: requirementsOf(dto.requirements),
    skillsInText: [],
    askedInText: [],
    workplace: dto.workplace ?? null,
    marks: [...new Set(dto.marks ?? [])],
    supportMayBeTried: dto.supportMayBeTried ?? false,
    notices: [...new Set(dto.notices ?? [])],
    link: dto.link ?? null,
    demo: dto.demo ?? false,
  };
}
