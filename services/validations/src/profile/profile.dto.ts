import { processes } from '@lotsen/contracts';
import {
  ConceptField,
  ConceptListField,
  ListField,
  NumberField,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import type { ProfileContent } from './profile.js';

export class UnitDto {
  @TextField(60, 'Course code, Gy25 subject and level, or the unit of the branch.')
  unit!: string;

  @TextField(300)
  label!: string;

  @NumberField(0, 2000, { optional: true })
  points?: number;

  @ConceptListField(50, 'Skills of the JobTech taxonomy that the unit evidences.')
  skills?: string[];
}

export class ProfileDto {
  @TextField(300)
  name!: string;

  @WordField(processes)
  process!: (typeof processes)[number];

  @TextField(300, 'Who says that these units evidence these skills.')
  saidBy!: string;

  @YesNoField('Plainly demo data.')
  demo?: boolean;

  @ListField(UnitDto, 100, { optional: false, least: 1 })
  units!: UnitDto[];

  @NumberField(1, 8, { optional: true, description: 'Level of the Swedish qualifications framework (SeQF).' })
  level?: number;

  @ConceptField('A language of the JobTech taxonomy, where a language is what it assesses.', { optional: true })
  language?: string;
}

export function profileContentOf(dto: ProfileDto): ProfileContent {
  const { name, process, saidBy, demo, units, level, language } = dto;
  return {
    name,
    process,
    saidBy,
    demo: demo ?? false,
    units: units.map(({ unit, label, points, skills }) => ({
      unit,
      label,
      points: points ?? null,
      skills: skills ?? [],
    })),
    level: level ?? null,
    language: language ?? null,
  };
}
