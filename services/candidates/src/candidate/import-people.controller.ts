import { type Actor, CurrentActor } from '@lotsen/access';
import { ImportSummary } from '@lotsen/api';
import { Refused } from '@lotsen/persistence';
import { checkRow, Does, languageOf, RowsField, Turns, YesNoField } from '@lotsen/platform';
import { Body, Controller, Headers, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { identityOf, RegisterDto } from './dto/person.dto.js';
import { People } from './people.js';

export class PeopleRowsDto {
  @RowsField(RegisterDto, 500, 'Rows of the shape of a registration; each is judged for itself.')
  people!: unknown[];

  @YesNoField('Registers persons without a number too who look like somebody registered.')
  allowLikelyDuplicates?: boolean;
}

@ApiTags('candidates')
@Controller('v1/candidates/import')
export class ImportPeopleController {
  constructor(private readonly people: People) {}

  @Post()
  @ApiOperation({
    summary: 'Registers people from a list.',
    description:
      'Of whoever is registered already, by number, what a row says is changed, and what it does not say stays.',
  })
  @Does({ officer: 'own' }, ImportSummary)
  async run(
    @Body() { people, allowLikelyDuplicates = false }: PeopleRowsDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ) {
    const language = languageOf(accepted);
    const counts = { created: 0, changed: 0, unchanged: 0 };
    const rejected: { line: number; code: string; message: string }[] = [];
    const duplicates = allowLikelyDuplicates ? null : this.people.likelyDuplicates(actor);
    const turns = new Turns();
    for (const [at, row] of people.entries()) {
      await turns.next();
      const checked = await checkRow(RegisterDto, row);
      if (!checked.ok) {
        rejected.push({ line: at + 1, code: checked.problem.code, message: checked.problem.detail[language] });
        continue;
      }
      const { identity, facts, linksEvidence, protectedIdentity } = checked.value;
      // A person with a protected identity is entered by hand, by staff who know of the protection.
      if (protectedIdentity) {
        rejected.push({ line: at + 1, code: protectedByHand.code, message: protectedByHand.detail[language] });
        continue;
      }
      try {
        const person = { identity: identityOf(identity), facts, linksEvidence };
        const done = await this.people.takeIn(person, actor, duplicates);
        counts[done.kind] += 1;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        rejected.push({ line: at + 1, code: error.refusal.code, message: error.refusal.detail[language] });
      }
    }
    return { read: people.length, ...counts, removed: 0, rejected, alsoRejected: 0, notes: [] };
  }
}

const protectedByHand = {
  code: 'by-hand-only',
  detail: {
    sv: 'Personer med skyddad identitet läggs in för hand.',
    en: 'Persons with a protected identity are entered by hand.',
  },
};
