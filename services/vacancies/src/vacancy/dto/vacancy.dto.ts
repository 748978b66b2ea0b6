import {
  ConceptField,
  DayField,
  EmployerDto,
  employerOf,
  type HoursDto,
  HoursField,
  ListField,
  MunicipalityField,
  RequirementDto,
  requirementOf,
  ShiftsField,
  type shifts,
  TextField,
  YesNoField,
} from '@lotsen/demand';
import type { Reference } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsUrl, Max, MaxLength, Min, ValidateNested } from 'class-validator';
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

  @ApiProperty({ required: false, default: 1, minimum: 1, maximum: 10_000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  positions?: number;

  @YesNoField('Employment without end (tillsvidare); so unless this says no.')
  permanent?: boolean;

  @HoursField()
  hours?: HoursDto;

  @ShiftsField()
  shifts?: (typeof shifts)[number][];

  @DayField({ optional: true })
  start?: string;

  @DayField({ optional: true })
  lastApplicationDay?: string;

  @ListField(RequirementDto, 200)
  requirements?: RequirementDto[];

  @ApiProperty({ required: false, format: 'uri' })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true })
  @MaxLength(500)
  link?: string;

  @YesNoField('Plainly demo data.')
  demo?: boolean;
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
    requirements: (dto.requirements ?? []).map(requirementOf),
    skillsInText: [],
    link: dto.link ?? null,
    demo: dto.demo ?? false,
  };
}
