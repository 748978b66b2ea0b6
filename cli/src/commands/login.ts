import { type DemoUser, demoActors, isDemoUser } from '@lotsen/access/demo-actors';
import { browserToken } from '../browser-sign-in.js';
import { answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { demoToken } from '../demo-token.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print } from '../output.js';
import { keepSession } from '../session.js';

export interface LoginOptions {
  readonly demo?: string | undefined;
  readonly printToken: boolean;
  readonly json: boolean;
}

/** Long enough for a user who has to find a second factor first. */
const patienceMs = 600_000;

/**
 * Signs in by the browser (code and PKCE on a loopback port), or in demo mode at once as one of the demo users. After
 * a sign-in by the browser it reads a list that every role may read: the command fails here if Lotsen refuses the
 * token or finds no role in it.
 */
export async function login(options: LoginOptions, connection: Connection): Promise<void> {
  const signIn = await answerOf(apiOf(connection).GET('/v1/portal/sign-in'));
  const token = options.demo
    ? await demoToken(demoUser(options.demo, signIn), signIn)
    : await tokenByBrowser(signIn, connection);
  if (options.printToken) {
    console.log(token);
    return;
  }
  if (!options.demo)
    await apiOf({ ...connection, token }).GET('/v1/portal/organisations', { params: { query: { limit: 1 } } });
  keepSession({ url: connection.url, token });
  const role = options.demo ?? null;
  const said = {
    sv: role ? `Inloggad som demoanvändaren ${role}.` : 'Inloggad.',
    en: role ? `Signed in as demo ${role}.` : 'Signed in.',
  };
  print(options.json, { signedIn: true, demo: role }, () => said[connection.language]);
}

function demoUser(name: string, { demo }: Schemas['SignIn']): DemoUser {
  if (!demo)
    throw new CommandFailed(
      {
        sv: 'Den här installationen har inga demoanvändare: logga in utan --demo.',
        en: 'This installation has no demo users: sign in without --demo.',
      },
      exitCodes.refused,
    );
  if (isDemoUser(name)) return name;
  const names = Object.keys(demoActors).join(', ');
  throw new CommandFailed(
    {
      sv: `Det finns ingen demoanvändare ${name}. De som finns: ${names}.`,
      en: `There is no demo user ${name}. There are: ${names}.`,
    },
    exitCodes.refused,
  );
}

function tokenByBrowser(signIn: Schemas['SignIn'], { language }: Connection): Promise<string> {
  const words = {
    sv: 'Öppna den här adressen i en webbläsare för att logga in:',
    en: 'Open this address in a browser to sign in:',
  };
  return browserToken(signIn, {
    language,
    show: (address) => console.error(`${words[language]}\n  ${address}`),
    until: AbortSignal.timeout(patienceMs),
  });
}
