import { OrganisationNumberField, TextField } from '@lotsen/platform';

export class EmployerDto {
  @TextField(300)
  name!: string;

  @OrganisationNumberField()
  organisation?: string;
}

/** The employer in the form that events use. */
export function employerOf({ name, organisation }: EmployerDto) {
  return { name, organisation: organisation ?? null };
}
