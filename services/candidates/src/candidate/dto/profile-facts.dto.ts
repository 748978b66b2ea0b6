import type { ProfileFacts } from '@lotsen/contracts';
import { type HoursDto, HoursField, ShiftsField } from '@lotsen/demand';
import { ConceptField, ConceptListField, DayField, ListField, MunicipalityField, YesNoField } from '@lotsen/platform';
import { type CefrLevel, cefrLevels, type Shift } from '@lotsen/reference';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export class HeldLicenceDto {
  @ConceptField('A licence, title or certificate of the reference data.')
  licence!: string;

  @DayField({ optional: true })
  validUntil?: string;
}

export class LanguageDto {
  @ConceptField('A language of the JobTech taxonomy.')
  language!: string;

  @ApiProperty({ enum: cefrLevels })
  @IsIn(cefrLevels)
  level!: CefrLevel;
}

export class ExperienceDto {
  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 720 })
  @IsInt()
  @Min(0)
  @Max(720)
  months!: number;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1940,
    maximum: 2100,
    description: 'The last year worked, this year at the latest; left out where not known.',
  })
  @IsOptional()
  @IsInt()
  @Min(1940)
  @Max(2100)
  lastYear?: number;
}

export class EducationDto {
  @ApiProperty({ pattern: '^\\d{1,3}$', description: 'SUN 2020 level, one to three digits.' })
  @Matches(/^\d{1,3}$/u)
  level!: string;

  @ApiProperty({ pattern: '^\\d{1,3}[a-z]?$', description: 'SUN 2020 field, one to four characters.' })
  @Matches(/^\d{1,3}[a-z]?$/u)
  field!: string;
}

export class ClaimedSkillDto {
  @ConceptField('A skill of the JobTech taxonomy.')
  skill!: string;

  @ApiProperty({
    enum: ['self-declared', 'employment'],
    description: 'Anything stronger comes as a validation outcome.',
  })
  @IsIn(['self-declared', 'employment'])
  outcome!: 'self-declared' | 'employment';

  @DayField({ optional: true })
  validUntil?: string;
}

/** What matching may know of a person. A field that is left out has not been stated. */
export class ProfileFactsDto {
  @MunicipalityField({ optional: true })
  home?: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 0, maximum: 600 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600)
  maxCommuteMinutes?: number;

  @YesNoField('Has a car to drive to work with.')
  drivesToWork?: boolean;

  @YesNoField('Would move anywhere in the country; takes precedence over moveTo.')
  movesAnywhere?: boolean;

  @ApiProperty({
    required: false,
    type: 'array',
    items: { type: 'string', pattern: '^\\d{2}$' },
    maxItems: 21,
    description: 'Counties that the person would move to.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(21)
  @Matches(/^\d{2}$/u, { each: true })
  moveTo?: string[];

  @YesNoField('Would work from home.')
  acceptsRemote?: boolean;

  @DayField({ optional: true })
  availableFrom?: string;

  @HoursField()
  hours?: HoursDto;

  @ShiftsField()
  shifts?: Shift[];

  @ApiProperty({
    required: false,
    type: 'array',
    items: { type: 'string', maxLength: 20 },
    maxItems: 20,
    example: ['B'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  drivingLicences?: string[];

  @ListField(HeldLicenceDto, 50)
  licences?: HeldLicenceDto[];

  @ListField(LanguageDto, 50)
  languages?: LanguageDto[];

  @ListField(ExperienceDto, 100)
  experience?: ExperienceDto[];

  @ListField(EducationDto, 30)
  education?: EducationDto[];

  @ListField(ClaimedSkillDto, 300)
  skills?: ClaimedSkillDto[];

  @ConceptListField(50, 'Occupation names or SSYK groups that the person wishes for.')
  wantedOccupations?: string[];

  @ConceptListField(50, 'Occupation names or SSYK groups that the person does not want.')
  excludedOccupations?: string[];

  @ApiProperty({
    required: false,
    type: 'array',
    items: { type: 'string', pattern: '^\\d{10}$' },
    maxItems: 50,
    description: 'Organisation numbers of employers that the person does not want, ten digits each.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^\d{10}$/u, { each: true })
  excludedEmployers?: string[];
}

/**
 * The facts in the form of the event. An omitted list is empty, any other omitted field is 'unknown'. Exceptions:
 * omitted education and shifts are 'unknown', and an omitted acceptsRemote is false.
 */
export function factsOf(dto: ProfileFactsDto): ProfileFacts {
  return {
    home: dto.home ?? 'unknown',
    maxCommuteMinutes: dto.maxCommuteMinutes ?? 'unknown',
    drivesToWork: dto.drivesToWork ?? 'unknown',
    moveTo: dto.movesAnywhere ? 'anywhere' : [...new Set(dto.moveTo)],
    acceptsRemote: dto.acceptsRemote ?? false,
    availableFrom: dto.availableFrom ?? 'unknown',
    hours: dto.hours ? { least: dto.hours.least, most: dto.hours.most } : 'unknown',
    shifts: dto.shifts ?? 'unknown',
    drivingLicences: [...new Set(dto.drivingLicences)],
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
    wantedOccupations: [...new Set(dto.wantedOccupations)],
    excludedOccupations: [...new Set(dto.excludedOccupations)],
    excludedEmployers: [...new Set(dto.excludedEmployers)],
  };
}

/** Facts with what a row of a list says of them. A field that the row leaves out stays as it is. */
export function changedBy(facts: ProfileFacts, dto: ProfileFactsDto): ProfileFacts {
  const said = factsOf(dto);
  const fields = (Object.keys(dto) as (keyof ProfileFactsDto)[]).filter((field) => dto[field] != null);
  const names = new Set(fields.map((field) => (field === 'movesAnywhere' ? 'moveTo' : field)));
  return { ...facts, ...Object.fromEntries([...names].map((name) => [name, said[name]])) };
}
