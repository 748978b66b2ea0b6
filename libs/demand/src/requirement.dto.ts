import type { Vacancy } from '@lotsen/contracts';
import { type CefrLevel, requirementKinds } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

export type Requirement = Vacancy['requirements'][number];

type Kind = (typeof requirementKinds)[number];
const whenKind = (...of: Kind[]) => ValidateIf((r: RequirementDto) => of.includes(r.kind));

/** One requirement. With `must` false it is a wish, which excludes no candidate. */
export class RequirementDto {
  @ApiProperty({ enum: requirementKinds })
  @IsIn(requirementKinds)
  kind!: Kind;

  @ApiProperty()
  @IsBoolean()
  must!: boolean;

  @ApiProperty({ required: false, maxLength: 40, description: 'Kind skill: a skill of the JobTech taxonomy.' })
  @whenKind('skill')
  @IsString()
  @MaxLength(40)
  skill?: string;

  @ApiProperty({
    required: false,
    maxLength: 40,
    description: 'Kind experience: an occupation name of the JobTech taxonomy.',
  })
  @whenKind('experience')
  @IsString()
  @MaxLength(40)
  occupation?: string;

  @ApiProperty({ required: false, maxLength: 40, description: 'Kind language: a language of the JobTech taxonomy.' })
  @whenKind('language')
  @IsString()
  @MaxLength(40)
  language?: string;

  @ApiProperty({
    required: false,
    type: String,
    maxLength: 4,
    description: 'Kind language: a CEFR level. Kind education: a SUN 2020 level.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4)
  level?: string;

  @ApiProperty({ required: false, maxLength: 4, description: 'Kind education: a SUN 2020 field.' })
  @IsOptional()
  @IsString()
  @MaxLength(4)
  field?: string;

  @ApiProperty({ required: false, maxLength: 20, description: 'Kind driving-licence: its code, such as B or CE.' })
  @whenKind('driving-licence')
  @IsString()
  @MaxLength(20)
  code?: string;
}

/** The requirement in the form that events use: each kind with its own fields only. */
function requirementOf(dto: RequirementDto): Requirement {
  const { kind, must } = dto;
  switch (kind) {
    case 'skill':
      return { kind, must, skill: dto.skill as string };
    case 'experience':
      return { kind, must, occupation: dto.occupation as string };
    case 'language':
      return {
        kind,
        must,
        language: dto.language as string,
        level: (dto.level as CefrLevel) ?? null,
      };
    case 'education':
      return { kind, must, level: dto.level ?? null, field: dto.field ?? null };
    case 'driving-licence':
      return { kind, must, code: dto.code as string };
    case 'car':
      return { kind, must };
  }
}

/** The requirements in that form, each once: to ask for the same twice says nothing. */
export const requirementsOf = (dtos: readonly RequirementDto[] = []): Requirement[] => [
  ...new Map(dtos.map(requirementOf).map((one) => [JSON.stringify(one), one])).values(),
];
