import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoActors } from '@lotsen/access/demo-actors';
import { canBrowse, openBrowser } from '@lotsen/testing/browser';
import { beginLogin, type Login } from '@lotsen/testing/login';
import { startPatience } from '@lotsen/testing/processes';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { stopAll } from '@lotsen/testing/settled';
import { lotsen, type System, systemOfProcesses } from '@lotsen/testing/system';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningPostgres } from '../cli/src/start/embedded-postgres.js';

/** Without Chromium these tests are skipped, and the report counts them so. */
const inChromium = canBrowse() ? it : it.skip;
if (!canBrowse()) console.warn('SKIPPED: every sign-in in a browser. There is no /usr/bin/chromium.');

const signedIn = { code: 0, out: 'Signed in.\n' };
const roles = Object.entries(demoActors).map(([role, actor]) => [role, actor] as const);
const { officer, employer } = demoActors;

describe('npx lotsen login', () => {
  let postgres: RunningPostgres;
  let system: System;
  let browser: Browser | undefined;
  let context: BrowserContext;
  let page: Page;
  const begun: Login[] = [];

  const begin = async (): Promise<Login> => {
    const login = await beginLogin(system);
    begun.push(login);
    return login;
  };
  /** The address to which the provider redirects the browser, with the parameters of its answer. */
  const callbackOf = ({ address }: Login, answer: Record<string, string>): URL => {
    const callback = new URL(address.searchParams.get('redirect_uri') ?? '');
    callback.search = String(new URLSearchParams(answer));
    return callback;
  };
  const choose = (title: string, on = page) => on.getByRole('button', { name: title, exact: true }).click();
  const signInAs = async ({ title }: { readonly title: string }): Promise<Login> => {
    const login = await begin();
    await page.goto(login.address.href);
    await choose(title);
    expect(await login.ended).toMatchObject(signedIn);
    return login;
  };
  const stateOf = ({ address }: Login) => address.searchParams.get('state') ?? '';

  beforeAll(async () => {
    postgres = await serverOfItsOwn();
    system = await systemOfProcesses(postgres.url, {}, ['portal']);
    await system.start();
    browser = canBrowse() ? await openBrowser() : undefined;
  }, startPatience);

  /** Each test begins with a new browser context, without cookies. */
  beforeEach(async () => {
    if (!browser) return;
    context = await browser.newContext();
    page = await context.newPage();
  });

  afterEach(async () => {
    await context?.close();
    for (const login of begun.splice(0)) await login.clear();
  });

  afterAll(async () => {
    await browser?.close();
    await stopAll(system, postgres);
  });

  inChromium.each(roles)('signs in as %s, and what it keeps is taken by the next command', async (_role, actor) => {
    const login = await signInAs(actor);
    expect(login.claims()).toMatchObject({
      sub: actor.subject,
      roles: actor.roles,
      organisation: actor.organisation,
    });
    expect(await login.run('organisation', 'list')).toMatchObject({ code: 0, error: '' });
  });

  inChromium('ends on a page that says, in Swedish and English, that one may close it', async () => {
    await signInAs(officer);
    const text = await page.innerText('body');
    expect(text).toContain('Du kan stänga fönstret');
    expect(text).toContain('You can close this window');
  });

  inChromium('signs in again where somebody is signed in already: as the same, and as another', async () => {
    for (const actor of [officer, officer, employer]) {
      const login = await signInAs(actor);
      expect(login.claims().sub).toBe(actor.subject);
    }
  });

  inChromium('signs in two who chose in two windows of one browser', async () => {
    const [first, second] = [await begin(), await begin()];
    const other = await context.newPage();
    await page.goto(first.address.href);
    await other.goto(second.address.href);
    await choose(officer.title);
    expect(await first.ended).toMatchObject(signedIn);
    await choose(employer.title, other);
    expect(await second.ended).toMatchObject(signedIn);
    expect(second.claims().sub).toBe(employer.subject);
  });

  inChromium('signs in by a double click', async () => {
    const login = await begin();
    await page.goto(login.address.href);
    await page.getByRole('button', { name: officer.title, exact: true }).dblclick();
    expect(await login.ended).toMatchObject(signedIn);
  });

  inChromium('says what to do to whoever goes back once it is over; the next one works', async () => {
    await signInAs(officer);
    await page.goBack();
    const text = await page.innerText('body');
    expect(text).toContain('Den här inloggningen går inte att fortsätta');
    expect(text).toContain('npx lotsen login');
    expect(await page.getByRole('button').count()).toBe(0);
    expect((await signInAs(employer)).claims().sub).toBe(employer.subject);
  });

  inChromium('says what to do where an address is unknown, or belongs to another browser', async () => {
    const login = await begin();
    await page.goto(login.address.href);
    const ofAnother = page.url();
    await context.clearCookies();
    for (const address of [`${system.url}/demo-sign-in/unknown`, ofAnother, `${system.url}/oidc/auth/unknown`]) {
      const answer = await page.goto(address);
      expect([address, answer?.status(), answer?.headers()['content-type']]).toEqual([
        address,
        400,
        expect.stringContaining('text/html'),
      ]);
      const text = await page.innerText('body');
      expect(text).toContain('Den här inloggningen går inte att fortsätta');
      expect(text).toContain('npx lotsen login');
      expect(text).not.toMatch(/\bat .*\.js|SessionNotFound|invalid_request/u);
    }
  });

  inChromium('asks again where a user was chosen whom the demo does not have', async () => {
    const login = await begin();
    await page.goto(login.address.href);
    const chosen = '**/demo-sign-in/*';
    await page.route(chosen, (route) => route.continue({ postData: 'subject=demo-nobody' }), { times: 1 });
    await choose(officer.title);
    await page.getByText('Den användaren finns inte i demon').waitFor();
    await choose(officer.title);
    expect(await login.ended).toMatchObject(signedIn);
    expect(login.claims().sub).toBe(officer.subject);
  });

  it('ends with what the provider says where it sends an error back', async () => {
    const login = await begin();
    const error = { error: 'access_denied', error_description: 'Not you.', state: stateOf(login) };
    const page = await fetch(callbackOf(login, error));
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('access_denied')]);
    const { code, error: told } = await login.ended;
    expect(code).toBe(4);
    expect(told).toContain('access_denied');
    expect(told).toContain('Not you.');
    expect(told).not.toMatch(/^\s+at /mu);
  });

  it('goes on waiting where something else calls its port', async () => {
    const login = await begin();
    const strange = await fetch(callbackOf(login, { error: 'access_denied', state: 'of-another-sign-in' }));
    expect(strange.status).toBe(400);
    expect((await fetch(new URL('/favicon.ico', callbackOf(login, {})))).status).toBe(404);
    await fetch(callbackOf(login, { error: 'access_denied', error_description: 'Own.', state: stateOf(login) }));
    expect((await login.ended).error).toContain('Own.');
  });

  it('signs in as a demo user without a browser where that is said, and the token is taken', async () => {
    const { code, out, error } = await lotsen(system, undefined, 'login', '--demo', 'officer', '--print-token');
    expect([code, error]).toEqual([0, '']);
    expect(await lotsen(system, out.trim(), 'organisation', 'list')).toMatchObject({ code: 0, error: '' });
  });

  it('refuses a demo role that does not exist', async () => {
    expect(await lotsen(system, undefined, 'login', '--demo', 'nobody')).toMatchObject({
      code: 2,
      error: expect.stringContaining('officer'),
    });
  });
});
