import { consentWays } from '@lotsen/api';
import { declineReasons, proposalEndings, releasableFields, secrecyBases, withdrawalReasons } from '@lotsen/contracts';
import { DayField, IdField, ObjectField, WordField, WordListField } from '@lotsen/platform';

const kinds = ['vacancy', 'placement'] as const;

export class TargetDto {
  @WordField(kinds)
  kind!: (typeof kinds)[number];

  @IdField('vacancy or placement')
  id!: string;
}

export class DraftDto {
  @IdField('person')
  candidate!: string;

  @ObjectField(TargetDto)
  target!: TargetDto;
}

export class ConsentDto {
  @WordField(consentWays, { description: 'How the person said yes.' })
  how!: (typeof consentWays)[number];

  @DayField()
  day!: string;
}

export class SendDto {
  @WordListField(releasableFields, { optional: false, least: 1 })
  fields!: (typeof releasableFields)[number][];

  @WordField(secrecyBases, { description: 'On what ground secrecy gives way.' })
  basis!: (typeof secrecyBases)[number];

  @DayField()
  until!: string;
}

export class DeclineDto {
  @WordListField(declineReasons, { optional: false, least: 1, most: 5 })
  reasons!: (typeof declineReasons)[number][];
}

export class WithdrawDto {
  @WordField(withdrawalReasons)
  because!: (typeof withdrawalReasons)[number];
}

export class EndDto {
  @WordField(proposalEndings)
  how!: (typeof proposalEndings)[number];
}
