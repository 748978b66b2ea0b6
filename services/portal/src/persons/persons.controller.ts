import { OutcomeListResult, PersonExport } from '@lotsen/api';
import { Does, IdParam, Reads } from '@lotsen/platform';
import { Body, Controller, Get, Header, Headers, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { type Caller, PersonRecords } from './person-records.js';

/** Rows that name persons by identity number. They are never logged or stored. */
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

/** Operations on one person that span several services. Only the portal calls other services. */
@ApiTags('persons')
@Controller('v1/portal')
export class PersonsController {
  constructor(private readonly records: PersonRecords) {}

  @Post('outcomes/list')
  @ApiOperation({
    summary: 'Logs a list of validation outcomes whose persons are named by identity number.',
    description: 'Each number is resolved first, so that no other service sees one.',
  })
  @Does({ 'learning-centre': 'own' }, OutcomeListResult)
  logList(@Body() { outcomes }: NumberedListDto, @Headers() caller: Caller) {
    return this.records.logOutcomes(outcomes, caller);
  }

  @Get('persons/:id/export')
  @ApiOperation({
    summary: 'Shows all that every service holds on a person, and who looked at it.',
    description: 'What a person gets who asks for access (GDPR, article 15). `candidates` decides who may export it.',
  })
  @Reads({ officer: 'own', administrator: 'any' }, PersonExport)
  @Header('Cache-Control', 'no-store')
  export(@IdParam() id: string, @Headers() caller: Caller) {
    return this.records.export(id, caller);
  }
}
