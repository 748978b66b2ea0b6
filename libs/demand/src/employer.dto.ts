import { TextField } from '@lotsen/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class EmployerDto {
  @TextField(300)
  name!: string;

  @ApiProperty({ required: false, pattern: '^\\d{10}$', description: 'Organisation number, ten digits.' })
  @IsOptional()
  @Matches(/^\d{10}$/u)
  organisation?: string;
}

/** The employer in the form that events use. */
export function employerOf({ name, organisation }: EmployerDto) {
  return { name, organisation: organisation ?? null };
}
