import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ProfileContent } from './profile.js';

const processes = ['komvux', 'branch', 'higher-vocational', 'language', 'foreign-credential'] as const;

export class UnitDto {
  @ApiProperty({ description: 'Course code, Gy25 subject and level, or the unit of the branch.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  unit!: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  label!: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2000)
  points?: number;

  @ApiProperty({ type: [String], description: 'Skills of the JobTech taxonomy that the unit evidences.' })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  skills!: string[];
}

export class ProfileDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  name!: string;

  @ApiProperty({ enum: processes })
  @IsIn(processes)
  process!: (typeof processes)[number];

  @ApiProperty({ description: 'Who says that these units evidence these skills.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  saidBy!: string;

  @ApiProperty({ required: false, default: false })
  @IsOptional()
  @IsBoolean()
  demo?: boolean;

  @ApiProperty({ type: [UnitDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => UnitDto)
  units!: UnitDto[];
}

export function profileContentOf({ name, process, saidBy, demo, units }: ProfileDto): ProfileContent {
  return {
    name,
    process,
    saidBy,
    demo: demo ?? false,
    units: units.map(({ unit, label, points, skills }) => ({ unit, label, points: points ?? null, skills })),
  };
}
