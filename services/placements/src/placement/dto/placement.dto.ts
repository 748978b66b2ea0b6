import { placementKinds } from '@lotsen/contracts';
import { HoursDto, RequirementDto, requirementOf, shifts } from '@lotsen/demand';
import type { Reference } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { PlacementContent } from '../placement.js';

export class WorkplaceDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  name!: string;

  @ApiProperty({ required: false, description: 'Organisation number, ten digits.' })
  @IsOptional()
  @Matches(/^\d{10}$/u)
  organisation?: string;
}

export class PlacementDto {
  @ApiProperty({ enum: placementKinds })
  @IsIn(placementKinds)
  kind!: (typeof placementKinds)[number];

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  title!: string;

  @ApiProperty({ type: WorkplaceDto })
  @ValidateNested()
  @Type(() => WorkplaceDto)
  @IsNotEmpty()
  employer!: WorkplaceDto;

  @ApiProperty({ description: 'An occupation name of the JobTech taxonomy, or an SSYK group.' })
  @IsString()
  @MaxLength(40)
  occupation!: string;

  @ApiProperty({ description: "SCB's code of the municipality." })
  @Matches(/^\d{4}$/u)
  place!: string;

  @ApiProperty({ format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601({ strict: true, strictSeparator: true })
  start!: string;

  @ApiProperty({ format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601({ strict: true, strictSeparator: true })
  end!: string;

  @ApiProperty({ minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  capacity!: number;

  @ApiProperty({ required: false, type: HoursDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => HoursDto)
  hours?: HoursDto;

  @ApiProperty({ required: false, enum: shifts, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @IsIn(shifts, { each: true })
  shifts?: (typeof shifts)[number][];

  @ApiProperty({ required: false, type: [RequirementDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => RequirementDto)
  requirements?: RequirementDto[];

  @ApiProperty({ required: false, type: [String], description: 'Skills that are trained and can be confirmed here.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  trains?: string[];

  @ApiProperty({ required: false, default: false, description: 'There is language support (språkstöd finns).' })
  @IsOptional()
  @IsBoolean()
  languageSupport?: boolean;

  @ApiProperty({ required: false, default: false, description: 'Plainly demo data.' })
  @IsOptional()
  @IsBoolean()
  demo?: boolean;
}

export function placementContentOf(dto: PlacementDto, reference: Reference): PlacementContent {
  return {
    kind: dto.kind,
    title: dto.title,
    employer: { name: dto.employer.name, organisation: dto.employer.organisation ?? null },
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
