/** A page that the browser shows after the provider has redirected it back. */
const page = (title: string, sv: string, en: string): string => `<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Lotsen</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}</style>
<h1>${title}</h1>
<p>${sv}</p>
<p lang="en">${en}</p>
</html>`;

export const donePage = page(
  'Du är inloggad',
  'Du kan stänga fönstret och gå tillbaka till terminalen.',
  'You are signed in. You can close this window and go back to the terminal.',
);

export const strangePage = page(
  'Här finns inget',
  'Den här adressen hör inte till inloggningen som kommandot väntar på. Öppna den adress som <code>npx lotsen login</code> skrev ut.',
  'This address does not belong to the sign-in that the command waits for. Open the address that <code>npx lotsen login</code> printed.',
);

export const failedPage = (said: string): string =>
  page(
    'Inloggningen blev inte av',
    `Svaret var: ${escaped(said)}. Du kan stänga fönstret och köra <code>npx lotsen login</code> igen.`,
    `The sign-in did not succeed. The answer was: ${escaped(said)}. You can close this window and run <code>npx lotsen login</code> again.`,
  );

const escaped = (text: string) => text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
