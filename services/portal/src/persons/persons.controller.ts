import { OutcomeListResult, PersonExport, type RejectedRow, type ResolvedList } from '@lotsen/api';
import { Does, IdParam, languageOf, Reads, type ServiceName } from '@lotsen/platform';
import { Body, Controller, Get, Header, Headers, HttpException, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { Services } from './services.js';

/** Rows whose persons are named by their numbers; never logged, never kept. */
export class NumberedListDto {
  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    minItems: 1,
    maxItems: 1000,
    description: 'Rows of outcomes, with personnummer instead of candidate.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  outcomes!: unknown[];
}

/** Services that hold something of persons, besides `candidates`. */
const recording = ['validations', 'placements', 'matching'] as const satisfies readonly ServiceName[];
const byHandNote = {
  sv: 'En del tjänster vet inte att din organisation ansvarar för personen (skyddad identitet). En administratör kan ge den delen, utan vem personen är: GET /v1/operations/TJÄNST/held/ID.',
  en: 'Some services do not know that your organisation answers for the person (protected identity). An administrator can give that part, without who the person is: GET /v1/operations/SERVICE/held/ID.',
};

interface Caller {
  readonly authorization?: string;
  readonly 'accept-language'?: string;
}

/** What spans the services and concerns one person: the portal alone calls them. */
@ApiTags('persons')
@Controller('v1/portal')
export class PersonsController {
  constructor(private readonly services: Services) {}

  /** Logs a list of outcomes whose persons are named by number: each is resolved first, so that no other service sees one. */
  @Post('outcomes/list')
  @Does({ 'learning-centre': 'own' }, OutcomeListResult)
  async logList(@Body() { outcomes }: NumberedListDto, @Headers() headers: Caller): Promise<OutcomeListResult> {
    const rows = outcomes.map((row) => ({ ...(typeof row === 'object' && row !== null ? row : {}) })) as Record<
      string,
      unknown
    >[];
    const numbers = rows.map(({ personnummer }) => personnummer ?? '');
    const { items } = await this.services.call<ResolvedList>(
      'candidates',
      'POST',
      '/v1/candidates/resolve-list',
      headers,
      {
        numbers,
      },
    );
    const rejected = items.flatMap((item, at): RejectedRow[] =>
      'code' in item ? [{ line: at + 1, code: item.code, message: item.message }] : [],
    );
    const lines: number[] = [];
    const resolved = rows.flatMap(({ personnummer: _, ...row }, at) => {
      const item = items[at];
      if (!item || 'code' in item) return [];
      lines.push(at + 1);
      return [{ ...row, candidate: item.candidate }];
    });
    const logged =
      resolved.length === 0
        ? { created: [], rejected: [] }
        : await this.services.call<OutcomeListResult>('validations', 'POST', '/v1/validations/outcomes/list', headers, {
            outcomes: resolved,
          });
    const inFile = <T extends { line: number }>(fates: readonly T[]) =>
      fates.map((fate) => ({ ...fate, line: lines[fate.line - 1] ?? fate.line }));
    return {
      read: outcomes.length,
      created: inFile(logged.created),
      rejected: [...rejected, ...inFile(logged.rejected)].sort((a, b) => a.line - b.line),
    };
  }

  /** All that is held on a person, by every service, with who looked at it: what somebody gets who asks for it (GDPR art. 15). `candidates` decides who gets it. */
  @Get('persons/:id/export')
  @Reads({ officer: 'own', administrator: 'any' }, PersonExport)
  @Header('Cache-Control', 'no-store')
  async export(@IdParam() id: string, @Headers() headers: Caller) {
    const held: Partial<Record<ServiceName, unknown>> = {};
    held.candidates = await this.services.call('candidates', 'GET', `/v1/candidates/${id}/export`, headers);
    for (const service of recording) held[service] = await this.heldBy(service, id, headers);
    const byHand = recording.filter((service) => held[service] === null);
    return {
      candidate: id,
      exportedAt: new Date().toISOString(),
      services: held,
      byHand,
      note: byHand.length > 0 ? byHandNote[languageOf(headers['accept-language'])] : null,
    };
  }

  /** Null where the service does not know that the caller answers for the person. */
  private async heldBy(service: ServiceName, id: string, headers: Caller): Promise<unknown> {
    try {
      return await this.services.call(service, 'GET', `/operations/held/${id}`, headers);
    } catch (error) {
      if (error instanceof HttpException && error.getStatus() === 404) return null;
      throw error;
    }
  }
}
