import { changeKinds } from '@lotsen/api';
import type { Change } from '@lotsen/matching-engine';
import { IdField } from '@lotsen/platform';
import { cefrLevels, type EvidenceOutcome, evidenceOutcomes } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** A0 means no knowledge of a language, so it is not a level that somebody could reach. */
const levels = cefrLevels.filter((level) => level !== 'A0');
const when = (...of: string[]) => ValidateIf((change: ChangeDto) => of.includes(change.kind));

export class ChangeDto {
  @ApiProperty({ enum: changeKinds })
  @IsIn(changeKinds)
  kind!: (typeof changeKinds)[number];

  @ApiProperty({
    required: false,
    maxLength: 40,
    description: 'Skill, licence, language (taxonomy ids) or driving licence code.',
  })
  @when('skill', 'licence', 'driving-licence', 'language')
  @IsString()
  @MaxLength(40)
  of?: string;

  @ApiProperty({ required: false, enum: evidenceOutcomes, description: 'Kind skill: how it would be evidenced.' })
  @when('skill')
  @IsIn(evidenceOutcomes)
  outcome?: EvidenceOutcome;

  @ApiProperty({ required: false, enum: levels, description: 'Kind language.' })
  @when('language')
  @IsIn(levels)
  level?: (typeof levels)[number];

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 0,
    maximum: 600,
    description: 'Kind commute: the limit in minutes.',
  })
  @when('commute')
  @IsInt()
  @Min(0)
  @Max(600)
  minutes?: number;
}

export class WhatIfDto {
  @IdField('person')
  candidate!: string;

  @ApiProperty({ maxLength: 80, description: 'Id of a vacancy or placement, or OCCUPATION:COUNTY.' })
  @IsString()
  @MaxLength(80)
  target!: string;

  @ApiProperty({ type: [ChangeDto], minItems: 1, maxItems: 10 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChangeDto)
  changes!: ChangeDto[];
}

export function changeOfDto({ kind, of = '', outcome, level, minutes }: ChangeDto): Change {
  switch (kind) {
    case 'skill':
      return { kind, skill: of, outcome: outcome ?? 'self-declared' };
    case 'licence':
      return { kind, licence: of };
    case 'driving-licence':
      return { kind, code: of };
    case 'language':
      return { kind, language: of, level: level ?? 'A1' };
    case 'commute':
      return { kind, minutes: minutes ?? 0 };
  }
}
