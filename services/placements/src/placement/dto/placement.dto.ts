import { placementKinds } from '@lotsen/contracts';
import {
  ConceptField,
  ConceptListField,
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
import { IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import type { PlacementContent } from '../placement.js';

export class PlacementDto {
  @ApiProperty({ enum: placementKinds })
  @IsIn(placementKinds)
  kind!: (typeof placementKinds)[number];

  @TextField(300)
  title!: string;

  @ApiProperty({ type: EmployerDto })
  @IsObject()
  @ValidateNested()
  @Type(() => EmployerDto)
  employer!: EmployerDto;

  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @MunicipalityField()
  place!: string;

  @DayField()
  start!: string;

  @DayField()
  end!: string;

  @ApiProperty({ minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  capacity!: number;

  @HoursField()
  hours?: HoursDto;

  @ShiftsField()
  shifts?: (typeof shifts)[number][];

  @ListField(RequirementDto, 100)
  requirements?: RequirementDto[];

  @ConceptListField(100, 'Skills that are trained and can be confirmed here.')
  trains?: string[];

  @YesNoField('There is language support (språkstöd finns).')
  languageSupport?: boolean;

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

export function placementContentOf(dto: PlacementDto, reference: Reference): PlacementContent {
  return {
    kind: dto.kind,
    title: dto.title,
    employer: employerOf(dto.employer),
    occupation: dto.occupation,
    ssyk: reference.ssykOf(dto.occupation) ?? null,
    place: dto.place,
    start: dto.start,
    end: dto.end,
    capacity: dto.capacity,
    hours: dto.hours ? { least: dto.hours.least, most: dto.hours.most } : null,
    shifts: dto.shifts ?? null,
    requirements: (dto.requirements ?? []).map(requirementOf),
    trains: dto.trains ?? [],
    languageSupport: dto.languageSupport ?? false,
    demo: dto.demo ?? false,
  };
}
