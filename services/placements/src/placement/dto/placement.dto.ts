import { placementKinds } from '@lotsen/contracts';
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
  ConceptListField,
  DayField,
  IdField,
  IdListField,
  ListField,
  MunicipalityField,
  NumberField,
  ObjectField,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import type { Reference, Shift } from '@lotsen/reference';
import type { PlacementContent } from '../placement.js';

export class PlacementDto {
  @WordField(placementKinds)
  kind!: (typeof placementKinds)[number];

  @TextField(300)
  title!: string;

  @ObjectField(EmployerDto)
  employer!: EmployerDto;

  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @MunicipalityField()
  place!: string;

  @DayField()
  start!: string;

  @DayField()
  end!: string;

  @NumberField(1, 1000)
  capacity!: number;

  @HoursField()
  hours?: HoursDto;

  @ShiftsField()
  shifts?: Shift[];

  @ListField(RequirementDto, 100)
  requirements?: RequirementDto[];

  @ConceptListField(100, 'Skills that are trained and can be confirmed here.')
  trains?: string[];

  @YesNoField('There is language support (språkstöd finns).')
  languageSupport?: boolean;

  @YesNoField('The supervisors work in a way that develops the language.')
  languageDeveloping?: boolean;

  @IdListField('supervisor', 50, { description: "The workplace's supervisors who take these places on." })
  supervisors?: string[];

  @IdField('workplace', { optional: true, description: "The employer's workplace." })
  workplace?: string;

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
    requirements: requirementsOf(dto.requirements),
    trains: dto.trains ?? [],
    languageSupport: dto.languageSupport ?? false,
    languageDeveloping: dto.languageDeveloping ?? false,
    supervisors: [...new Set(dto.supervisors ?? [])],
    workplace: dto.workplace ?? null,
    demo: dto.demo ?? false,
  };
}
