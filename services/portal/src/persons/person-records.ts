import type { OutcomeListResult, RejectedRow, ResolvedList } from '@lotsen/api';
import { CLOCK, type Clock, languageOf, type ServiceName } from '@lotsen/platform';
import { HttpException, Inject, Injectable } from '@nestjs/common';
import { OtherServices } from './other-services.js';

/** Services that hold personal data, besides `candidates`. */
const recording = ['validations', 'placements', 'matching'] as const satisfies readonly ServiceName[];
const byHandNote = {
  sv: 'En del tjänster vet inte att din organisation ansvarar för personen (skyddad identitet). En administratör kan ge den delen, utan vem personen är: GET /v1/operations/TJÄNST/held/ID.',
  en: 'Some services do not know that your organisation answers for the person (protected identity). An administrator can give that part, without who the person is: GET /v1/operations/SERVICE/held/ID.',
};

/** The request headers that say who calls, and in which language. */
export interface Caller {
  readonly authorization?: string;
  readonly 'accept-language'?: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Combines what several services do or hold for one person. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly services: OtherServices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Resolves the number of each row, and logs the rows whose number is valid. Lines count from 1 in the given list. */
  async logOutcomes(outcomes: readonly unknown[], caller: Caller): Promise<OutcomeListResult> {
    const rows = outcomes.map((row): Row => ({ ...(typeof row === 'object' && row !== null ? row : {}) }));
    const { items } = await this.services.call<ResolvedList>(
      'candidates',
      'POST',
      '/v1/candidates/resolve-list',
      caller,
      { numbers: rows.map(({ personnummer }) => personnummer ?? '') },
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
    const logged = await this.logResolved(resolved, caller);
    const inList = <T extends { line: number }>(results: readonly T[]) =>
      results.map((result) => ({ ...result, line: lines[result.line - 1] ?? result.line }));
    return {
      read: outcomes.length,
      created: inList(logged.created),
      unchanged: inList(logged.unchanged),
      rejected: [...rejected, ...inList(logged.rejected)].sort((a, b) => a.line - b.line),
    };
  }

  private async logResolved(
    outcomes: readonly Row[],
    caller: Caller,
  ): Promise<Pick<OutcomeListResult, 'created' | 'unchanged' | 'rejected'>> {
    if (outcomes.length === 0) return { created: [], unchanged: [], rejected: [] };
    const path = '/v1/validations/outcomes/list';
    return this.services.call<OutcomeListResult>('validations', 'POST', path, caller, { outcomes });
  }

  /**
   * What every service holds on a person.
   * @throws HttpException with the refusal of `candidates`
   */
  async export(id: string, caller: Caller) {
    const held: Partial<Record<ServiceName, unknown>> = {};
    held.candidates = await this.services.call('candidates', 'GET', `/v1/candidates/${id}/export`, caller);
    await Promise.all(
      recording.map(async (service) => {
        held[service] = await this.heldBy(service, id, caller);
      }),
    );
    const byHand = recording.filter((service) => held[service] === null);
    return {
      candidate: id,
      exportedAt: this.clock().toISOString(),
      services: held,
      byHand,
      note: byHand.length > 0 ? byHandNote[languageOf(caller['accept-language'])] : null,
    };
  }

  /** Null if the service does not know that the caller answers for the person. */
  private async heldBy(service: ServiceName, id: string, caller: Caller): Promise<unknown> {
    try {
      return await this.services.call(service, 'GET', `/operations/held/${id}`, caller);
    } catch (error) {
      if (error instanceof HttpException && error.getStatus() === 404) return null;
      throw error;
    }
  }
}
