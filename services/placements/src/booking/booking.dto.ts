import { cancellations, insurers, interruptions, parties, signatureWays } from '@lotsen/api';
import { bookingResults } from '@lotsen/contracts';
import {
  ConceptListField,
  DayField,
  IdField,
  NumberField,
  ObjectField,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import type { Insurer, Party } from '../kinds.js';
import type { Signature } from './booking.js';

export class SignatureDto {
  @WordField(signatureWays)
  how!: Signature['how'];

  @DayField()
  day!: string;
}

export class BookDto {
  @IdField('person')
  candidate!: string;

  @IdField('placement')
  placement!: string;

  @ObjectField(SignatureDto, { description: "The person's yes: without it nothing is booked." })
  personSaidYes!: SignatureDto;

  @IdField('need', { optional: true, description: "The school's need that it meets." })
  need?: string;

  @DayField({ optional: true })
  start?: string;

  @DayField({ optional: true })
  end?: string;

  @NumberField(1, 10_000, { optional: true })
  hoursPlanned?: number;

  @IdField('supervisor', { optional: true })
  supervisor?: string;
}

export class SignDto extends SignatureDto {
  @WordField(parties)
  party!: Party;
}

export class InsurerDto {
  @WordField(insurers)
  kind!: Insurer;

  @TextField(100, 'Number of the policy or the decision.')
  reference!: string;
}

export class AgreementDto {
  @ObjectField(InsurerDto, { optional: true })
  insurer?: InsurerDto;

  @DayField({ optional: true })
  riskAssessedOn?: string;

  @DayField({ optional: true })
  confidentialityOn?: string;
}

export class AssignDto {
  @IdField('supervisor')
  supervisor!: string;
}

export class InterruptDto {
  @WordField(interruptions)
  because!: (typeof interruptions)[number];
}

export class CancelDto {
  @WordField(cancellations)
  because!: (typeof cancellations)[number];
}

export class EndDto {
  @WordField(bookingResults)
  result!: (typeof bookingResults)[number];

  @NumberField(0, 10_000, { optional: true, description: 'Result partly: how many hours were done.' })
  hoursDone?: number;

  @YesNoField('Whether it led to a job.')
  ledToJob?: boolean;
}

export class ConfirmDto {
  @ConceptListField(100, 'Skills that the supervisor saw and confirms; those that the placement trains.')
  skills?: string[];
}

export class RenewDto {
  @DayField()
  until!: string;

  @ObjectField(SignatureDto, { description: "The person's yes." })
  personSaidYes!: SignatureDto;
}
