import { grades, orderers, resultKinds } from '@lotsen/contracts';
import {
  DayField,
  IdField,
  ListField,
  ObjectField,
  RowsField,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import { type CefrLevel, cefrLevels } from '@lotsen/reference';
import type { OutcomeContent } from '../outcome.js';
import type { ResultKind } from '../results.js';

export class AssessedUnitDto {
  @TextField(60)
  unit!: string;

  @WordField(['full', 'part'], { description: 'Assessed in full (helt) or in part (delvis).' })
  extent!: 'full' | 'part';

  @WordField(grades, { optional: true, description: 'Result grade: which one.' })
  grade?: (typeof grades)[number];
}

export class DocumentDto {
  @TextField(300, 'Who issued it.')
  issuer!: string;

  @TextField(300, 'Its number or the like.', { optional: true })
  reference?: string;
}

export class OutcomeDto {
  @IdField('person', { description: 'The pseudonymous id that POST /v1/candidates/resolve gave.' })
  candidate!: string;

  @IdField('profile')
  profile!: string;

  @WordField(resultKinds)
  result!: ResultKind;

  @ListField(AssessedUnitDto, 100, { optional: false, least: 1 })
  units!: AssessedUnitDto[];

  @WordField(cefrLevels, { optional: true, description: "Level in the profile's language." })
  level?: CefrLevel;

  @DayField()
  assessedOn!: string;

  @DayField({ optional: true })
  validUntil?: string;

  @ObjectField(DocumentDto, { optional: true, description: "A document of somebody else's that is registered here." })
  document?: DocumentDto;

  @WordField(orderers, { optional: true, description: 'Who asked for the validation.' })
  orderedBy?: (typeof orderers)[number];

  @IdField('case', { optional: true, description: 'The case that it closes.' })
  case?: string;
}

export class NewOutcomeDto extends OutcomeDto {
  @YesNoField('It is another outcome, though one of the same assessment is recorded that differs in a detail only.')
  another?: boolean;
}

export function outcomeContentOf(dto: OutcomeDto): OutcomeContent {
  const { candidate, profile, result, units, level, assessedOn, validUntil, document, orderedBy } = dto;
  return {
    candidate,
    profile,
    result,
    units: units.map(({ unit, extent, grade }) => ({ unit, extent, grade: grade ?? null })),
    level: level ?? null,
    assessedOn,
    validUntil: validUntil ?? null,
    basis: document ? 'registered' : 'issued',
    document: document ? { issuer: document.issuer, reference: document.reference ?? null } : null,
    orderedBy: orderedBy ?? null,
    case: dto.case ?? null,
  };
}

export class OutcomeListDto {
  @RowsField(NewOutcomeDto, 1000, 'Rows of the shape of a single outcome; each is judged for itself.')
  outcomes!: unknown[];
}
