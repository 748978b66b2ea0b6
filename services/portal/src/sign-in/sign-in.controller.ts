import { Public } from '@lotsen/access';
import { Answers, SETTINGS, type Settings, tokenSettings } from '@lotsen/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { cliClient } from './demo-provider.js';

const text = Type.String();
const SignInAnswer = Type.Object({ issuer: text, audience: text, client: text, demo: Type.Boolean() });

@ApiTags('portal')
@Controller('v1/portal')
export class SignInController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Where to sign in. Public: whoever asks is not signed in yet. */
  @Get('sign-in')
  @Public()
  @Answers(200, SignInAnswer)
  signIn() {
    const { issuer, audience } = tokenSettings(this.settings);
    return { issuer, audience, client: cliClient, demo: this.settings.issuer === undefined };
  }
}
