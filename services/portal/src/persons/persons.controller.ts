import { OutcomeListResult, PersonExport } from '@lotsen/api';
import { Does, IdParam, Reads } from '@lotsen/platform';
import { Body, Controller, Get, Header, Headers, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { type Caller, PersonRecords } from './person-records.js';

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

/** What spans the services and concerns one person: the portal alone calls them. */
@ApiTags('persons')
@Controller('v1/portal')
export class PersonsController {
  constructor(private readonly records: PersonRecords) {}

  /** Logs a list of outcomes whose persons are named by number: each is resolved first, so that no other service sees one. */
  @Post('outcomes/list')
  @Does({ 'learning-centre': 'own' }, OutcomeListResult)
  logList(@Body() { outcomes }: NumberedListDto, @Headers() caller: Caller) {
    return this.records.logOutcomes(outcomes, caller);
  }

  /** All that is held on a person, by every service, with who looked at it: what somebody gets who asks for it (GDPR art. 15). `candidates` decides who gets it. */
  @Get('persons/:id/export')
  @Reads({ officer: 'own', administrator: 'any' }, PersonExport)
  @Header('Cache-Control', 'no-store')
  export(@IdParam() id: string, @Headers() caller: Caller) {
    return this.records.export(id, caller);
  }
}
