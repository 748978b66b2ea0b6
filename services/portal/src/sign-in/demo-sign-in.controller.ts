import { demoActors, Public } from '@lotsen/access';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type Provider from 'oidc-provider';

export const DEMO_PROVIDER = Symbol('DEMO_PROVIDER');

/** The page on which one chooses a demo user. Public: nobody is signed in yet, and in production it does not exist. */
@Controller('demo-sign-in')
@Public()
export class DemoSignInController {
  constructor(@Inject(DEMO_PROVIDER) private readonly provider: Provider) {}

  @Get(':interaction')
  page(@Param('interaction') interaction: string, @Res() response: Response) {
    const action = `/demo-sign-in/${encodeURIComponent(interaction)}`;
    const buttons = Object.values(demoActors).map(
      ({ subject, title }) => `<p><button name="subject" value="${subject}">${title}</button></p>`,
    );
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action *");
    response.type('html').send(`<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Logga in – Lotsen (demo)</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1rem;width:100%;text-align:left}</style>
<h1>Logga in i demon</h1>
<p>Inga riktiga personer finns här. Välj vem du vill vara.</p>
<form method="post" action="${action}">${buttons.join('')}</form>
</html>`);
  }

  @Post(':interaction')
  async finish(@Body('subject') subject: unknown, @Req() request: Request, @Res() response: Response) {
    const login = { accountId: typeof subject === 'string' ? subject : '' };
    await this.provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
}
