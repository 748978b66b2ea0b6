import { demoActorOf, Public } from '@lotsen/access';
import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  Inject,
  Post,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { choicePage, overPage, pageHeaders, unknownUser } from './demo-pages.js';

export const DEMO_PROVIDER = Symbol('DEMO_PROVIDER');

@Catch(errors.SessionNotFound)
class OverFilter implements ExceptionFilter<errors.SessionNotFound> {
  catch({ status }: errors.SessionNotFound, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(status).set(pageHeaders()).type('html').send(overPage);
  }
}

/**
 * The page on which a demo user is chosen. Public, because nobody is signed in yet. It does not exist in production.
 */
@Controller('demo-sign-in')
@Public()
@UseFilters(OverFilter)
export class DemoSignInController {
  constructor(@Inject(DEMO_PROVIDER) private readonly provider: Provider) {}

  @Get(':interaction')
  @ApiOperation({ summary: 'Shows the demo users to choose from.' })
  async page(@Req() request: Request, @Res() response: Response) {
    await this.show(request, response, 200);
  }

  @Post(':interaction')
  @ApiOperation({ summary: 'Signs in as the demo user who was chosen.' })
  async finish(@Body('subject') subject: unknown, @Req() request: Request, @Res() response: Response) {
    const actor = demoActorOf(typeof subject === 'string' ? subject : undefined);
    if (!actor) return this.show(request, response, 400, unknownUser);
    // A native client must ask for consent each time (RFC 8252, 8.6). The choice gives that consent too.
    const result = { login: { accountId: actor.subject }, consent: {} };
    await this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  private async show(request: Request, response: Response, status: number, notice?: string): Promise<void> {
    const { uid, params } = await this.provider.interactionDetails(request, response);
    const after = new URL(String(params.redirect_uri)).origin;
    response
      .status(status)
      .set(pageHeaders(after))
      .type('html')
      .send(choicePage(`/demo-sign-in/${uid}`, notice));
  }
}
