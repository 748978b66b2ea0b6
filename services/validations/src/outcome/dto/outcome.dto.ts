import { resultKinds } from '@lotsen/contracts';
import { DayField, IdField } from '@lotsen/demand';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { OutcomeContent, ResultKind } from '../outcome.js';

export class AssessedUnitDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  unit!: string;

  @ApiProperty({ enum: ['full', 'part'], description: 'Assessed in full (helt) or in part (delvis).' })
  @IsIn(['full', 'part'])
  extent!: 'full' | 'part';
}

export class OutcomeDto {
  @IdField({ description: 'The pseudonymous id that POST /v1/candidates/resolve gave.' })
  candidate!: string;

  @IdField()
  profile!: string;

  @ApiProperty({ enum: resultKinds })
  @IsIn(resultKinds)
  result!: ResultKind;

  @ApiProperty({ type: [AssessedUnitDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AssessedUnitDto)
  units!: AssessedUnitDto[];

  @DayField()
  assessedOn!: string;

  @DayField({ optional: true })
  validUntil?: string;
}

export function outcomeContentOf(dto: OutcomeDto): OutcomeContent {
  const { candidate, profile, result, units, assessedOn, validUntil } = dto;
  const assessed = units.map(({ unit, extent }) => ({ unit, extent }));
  return { candidate, profile, result, units: assessed, assessedOn, validUntil: validUntil ?? null };
}

export class OutcomeListDto {
  @ApiProperty({ type: [Object], description: 'Rows of the shape of a single outcome; each is judged for itself.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  outcomes!: unknown[];
}
