import type { ProfileFacts } from '@lotsen/contracts';
import { cefrLevels, HoursDto, shifts } from '@lotsen/demand';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const day = { strict: true, strictSeparator: true } as const;

export class HeldLicenceDto {
  @ApiProperty({ description: 'A licence, title or certificate of the reference data.' })
  @IsString()
  @MaxLength(40)
  licence!: string;

  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601(day)
  validUntil?: string;
}

export class LanguageDto {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  language!: string;

  @ApiProperty({ enum: cefrLevels })
  @IsIn(cefrLevels)
  level!: (typeof cefrLevels)[number];
}

export class ExperienceDto {
  @ApiProperty({ description: 'An occupation name of the JobTech taxonomy, or an SSYK group.' })
  @IsString()
  @MaxLength(40)
  occupation!: string;

  @ApiProperty({ minimum: 0, maximum: 720 })
  @IsInt()
  @Min(0)
  @Max(720)
  months!: number;

  @ApiProperty({ required: false, description: 'The last year worked; left out where not known.' })
  @IsOptional()
  @IsInt()
  @Min(1940)
  @Max(2100)
  lastYear?: number;
}

export class EducationDto {
  @ApiProperty({ description: 'SUN 2020 level, one to three digits.' })
  @Matches(/^\d{1,3}$/u)
  level!: string;

  @ApiProperty({ description: 'SUN 2020 field, one to four characters.' })
  @Matches(/^\d{1,3}[a-z]?$/u)
  field!: string;
}

export class ClaimedSkillDto {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  skill!: string;

  @ApiProperty({
    enum: ['self-declared', 'employment'],
    description: 'Anything stronger comes as a validation outcome.',
  })
  @IsIn(['self-declared', 'employment'])
  outcome!: 'self-declared' | 'employment';

  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601(day)
  validUntil?: string;
}

/** What matching may know of a person. A field that is left out has not been stated. */
export class ProfileFactsDto {
  @ApiProperty({ required: false, description: "The home municipality's SCB code.", example: '2481' })
  @IsOptional()
  @Matches(/^\d{4}$/u)
  home?: string;

  @ApiProperty({ required: false, minimum: 0, maximum: 600 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600)
  maxCommuteMinutes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  drivesToWork?: boolean;

  @ApiProperty({ required: false, description: 'Would move anywhere in the country; takes precedence over moveTo.' })
  @IsOptional()
  @IsBoolean()
  movesAnywhere?: boolean;

  @ApiProperty({ required: false, type: [String], description: 'Counties that the person would move to.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(21)
  @Matches(/^\d{2}$/u, { each: true })
  moveTo?: string[];

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  acceptsRemote?: boolean;

  @ApiProperty({ required: false, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  @IsISO8601(day)
  availableFrom?: string;

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

  @ApiProperty({ required: false, type: [String], example: ['B'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  drivingLicences?: string[];

  @ApiProperty({ required: false, type: [HeldLicenceDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => HeldLicenceDto)
  licences?: HeldLicenceDto[];

  @ApiProperty({ required: false, type: [LanguageDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => LanguageDto)
  languages?: LanguageDto[];

  @ApiProperty({ required: false, type: [ExperienceDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ExperienceDto)
  experience?: ExperienceDto[];

  @ApiProperty({ required: false, type: [EducationDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => EducationDto)
  education?: EducationDto[];

  @ApiProperty({ required: false, type: [ClaimedSkillDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => ClaimedSkillDto)
  skills?: ClaimedSkillDto[];

  @ApiProperty({ required: false, type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  wantedOccupations?: string[];

  @ApiProperty({ required: false, type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  excludedOccupations?: string[];

  @ApiProperty({ required: false, type: [String], description: 'Organisation numbers.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  excludedEmployers?: string[];
}

/** The DTO as the event says it: what was left out is unknown, lists that were left out are empty. */
export function factsOf(dto: ProfileFactsDto): ProfileFacts {
  return {
    home: dto.home ?? 'unknown',
    maxCommuteMinutes: dto.maxCommuteMinutes ?? 'unknown',
    drivesToWork: dto.drivesToWork ?? 'unknown',
    moveTo: dto.movesAnywhere ? 'anywhere' : (dto.moveTo ?? []),
    acceptsRemote: dto.acceptsRemote ?? false,
    availableFrom: dto.availableFrom ?? 'unknown',
    hours: dto.hours ? { least: dto.hours.least, most: dto.hours.most } : 'unknown',
    shifts: dto.shifts ?? 'unknown',
    drivingLicences: dto.drivingLicences ?? [],
    licences: (dto.licences ?? []).map(({ licence, validUntil }) => ({ licence, validUntil: validUntil ?? null })),
    languages: (dto.languages ?? []).map(({ language, level }) => ({ language, level })),
    experience: (dto.experience ?? []).map(({ occupation, months, lastYear }) => ({
      occupation,
      months,
      lastYear: lastYear ?? 'unknown',
    })),
    education: dto.education?.map(({ level, field }) => ({ level, field })) ?? 'unknown',
    skills: (dto.skills ?? []).map(({ skill, outcome, validUntil }) => ({
      skill,
      outcome,
      validUntil: validUntil ?? null,
    })),
    wantedOccupations: dto.wantedOccupations ?? [],
    excludedOccupations: dto.excludedOccupations ?? [],
    excludedEmployers: dto.excludedEmployers ?? [],
  };
}
