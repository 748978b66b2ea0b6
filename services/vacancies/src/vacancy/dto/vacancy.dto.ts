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
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { VacancyContent } from '../vacancy.js';

export class EmployerDto {
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

export class VacancyDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  title!: string;

  @ApiProperty({ type: EmployerDto })
  @ValidateNested()
  @Type(() => EmployerDto)
  @IsNotEmpty()
  employer!: EmployerDto;

  @ApiProperty({
    description: 'An occupation name of the JobTech taxonomy, or an SSYK group.',
    example: '4zLr_jP5_peZ',
  })
  @IsString()
  @MaxLength(40)
  occupation!: string;

  @ApiProperty({ required: false, description: "SCB's code of the municipality.", example: '2481' })
  @IsOptional()
  @Matches(/^\d{4}$/u)
  place?: string;

  @ApiProperty({ required: false, default: false })
  @IsOptional()
  @IsBoolean()
  remote?: boolean;

  @ApiProperty({ required: false, default: 1, minimum: 1, maximum: 10_000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  positions?: number;

  @ApiProperty({ required: false, default: true, description: 'Employment without end (tillsvidare).' })
  @IsOptional()
  @IsBoolean()
  permanent?: boolean;

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

  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601({ strict: true, strictSeparator: true })
  start?: string;

  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601({ strict: true, strictSeparator: true })
  lastApplicationDay?: string;

  @ApiProperty({ required: false, type: [RequirementDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequirementDto)
  requirements?: RequirementDto[];

  @ApiProperty({ required: false })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true })
  @MaxLength(500)
  link?: string;

  @ApiProperty({ required: false, default: false, description: 'Plainly demo data.' })
  @IsOptional()
  @IsBoolean()
  demo?: boolean;
}

export function vacancyContentOf(dto: VacancyDto, reference: Reference): VacancyContent {
  return {
    title: dto.title,
    employer: { name: dto.employer.name, organisation: dto.employer.organisation ?? null },
    occupation: dto.occupation,
    ssyk: reference.ssykOf(dto.occupation) ?? null,
    place: dto.place ?? null,
    abroad: false,
    remote: dto.remote ?? false,
    positions: dto.positions ?? 1,
    permanent: dto.permanent ?? true,
    hours: dto.hours ? { least: dto.hours.least, most: dto.hours.most } : null,
    shifts: dto.shifts ?? null,
    start: dto.start ?? null,
    lastApplicationDay: dto.lastApplicationDay ?? null,
    requirements: (dto.requirements ?? []).map(requirementOf),
    skillsInText: [],
    link: dto.link ?? null,
    demo: dto.demo ?? false,
  };
}
