import { Public } from '@lotsen/access';
import { SignIn } from '@lotsen/api';
import { Answers, SETTINGS, type Settings, tokenSettings } from '@lotsen/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('portal')
@Controller('v1/portal')
export class SignInController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get('sign-in')
  @ApiOperation({ summary: 'Says where to sign in.', description: 'Whoever asks is not signed in yet.' })
  @Public()
  @Answers(200, SignIn)
  signIn() {
    const { issuer, audience } = tokenSettings(this.settings);
    const { signInIssuer, cliClient, cliScope, cliResource, cliPort } = this.settings;
    const demo = this.settings.issuer === undefined;
    return {
      issuer: signInIssuer ?? issuer,
      audience,
      client: cliClient,
      scope: cliScope,
      // The embedded provider issues tokens for the resource that the request names (RFC 8707). Entra ID refuses the
      // parameter.
      resource: cliResource ?? (demo ? audience : null),
      port: cliPort ?? null,
      demo,
    };
  }
}
