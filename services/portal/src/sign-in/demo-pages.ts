import { createHash } from 'node:crypto';
import { demoActors } from '@lotsen/access';

/** A double click submits once: a second submit would abort the redirect that the first one started. */
const onceScript = `let chosen = false;
addEventListener('submit', (event) => chosen ? event.preventDefault() : chosen = true);
addEventListener('pageshow', () => chosen = false);`;

/** The frame of the demo sign-in's pages. */
const page = (title: string, content: string): string => `<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Lotsen (demo)</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1rem;width:100%;text-align:left}</style>
<h1>${title}</h1>
${content}
</html>`;

/** The demo users to choose from; `action` is where the choice goes. */
export function choicePage(action: string, notice = ''): string {
  const buttons = Object.values(demoActors).map(
    ({ subject, title }) => `<p><button name="subject" value="${subject}">${title}</button></p>`,
  );
  return page(
    'Logga in i demon',
    `${notice}<p>Inga riktiga personer finns här. Välj vem du vill vara.</p>
<form method="post" action="${action}">${buttons.join('')}</form>
<script>${onceScript}</script>`,
  );
}

export const unknownUser = `<p role="alert">Den användaren finns inte i demon. Välj någon av de här.
<span lang="en">The demo has no such user. Choose one of these.</span></p>`;

/** For a sign-in that is over, expired, unknown, or begun in another browser. */
export const overPage = page(
  'Den här inloggningen går inte att fortsätta',
  `<p>Den är redan klar, har blivit för gammal eller påbörjades i en annan webbläsare. Är du redan inloggad kan du stänga
fönstret. Annars börjar du om: kör <code>npx lotsen login</code> och öppna den adress som kommandot skriver ut.</p>
<p lang="en">This sign-in cannot go on: it is finished, has expired, or was begun in another browser. If you are signed in
already, you can close this window. If not, start again: run <code>npx lotsen login</code> and open the address that it prints.</p>`,
);

/** For any other refusal of the provider; `said` is its error code and description. */
export const refusedPage = (said: string): string =>
  page(
    'Inloggningen gick inte',
    `<p>Anropet till inloggningen är fel: ${escaped(said)}. Börja om: kör <code>npx lotsen login</code> och öppna den adress som
kommandot skriver ut.</p>
<p lang="en">The request to the sign-in is wrong: ${escaped(said)}. Start again: run <code>npx lotsen login</code> and open the
address that it prints.</p>`,
  );

const escaped = (text: string) => text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);

/**
 * Headers of these pages. `after` is where the form's answer redirects the browser: Chromium applies form-action to the
 * redirect too.
 */
export const pageHeaders = (after?: string): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${createHash('sha256').update(onceScript).digest('base64')}'`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${after ? `'self' ${after}` : "'none'"}`,
  ].join('; '),
});
