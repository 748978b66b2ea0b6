import { randomUUID } from 'node:crypto';
import { organisationKinds } from '@lotsen/contracts';
import {
  IdField,
  ListField,
  MunicipalityField,
  OrganisationNumberField,
  TextField,
  WordListField,
  YesNoField,
} from '@lotsen/platform';
import type { OrganisationContent } from './organisation.js';

export class WorkplaceDto {
  @IdField('workplace', { optional: true, description: 'Left out for a new one.' })
  id?: string;

  @TextField(300)
  name!: string;

  @MunicipalityField()
  municipality!: string;
}

export class OrganisationDto {
  @TextField(300)
  name!: string;

  @OrganisationNumberField()
  number?: string;

  @WordListField(organisationKinds, { optional: false, least: 1 })
  kinds!: (typeof organisationKinds)[number][];

  @YesNoField('May set grades: a school authority, or its authorised provider.')
  setsGrades?: boolean;

  @ListField(WorkplaceDto, 500)
  workplaces?: WorkplaceDto[];

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

export class NewOrganisationDto extends OrganisationDto {
  @IdField('organisation', { optional: true, description: 'The id that tokens carry for it; left out: a new one.' })
  id?: string;
}

export function organisationContentOf(dto: OrganisationDto): OrganisationContent {
  return {
    name: dto.name,
    number: dto.number ?? null,
    kinds: [...new Set(dto.kinds)],
    setsGrades: dto.setsGrades ?? false,
    workplaces: (dto.workplaces ?? []).map(({ id, name, municipality }) => ({
      id: id ?? randomUUID(),
      name,
      municipality,
    })),
    demo: dto.demo ?? false,
  };
}
