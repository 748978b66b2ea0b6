import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '@lotsen/platform';
import type Provider from 'oidc-provider';
import { demoProvider, grantAll } from './demo-provider.js';

describe('what a demo user grants', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-demo-provider-'));
  const asked = { clientId: 'lotsen-cli', accountId: 'demo-officer', audience: 'urn:lotsen:api' };
  let provider: Provider;

  beforeAll(async () => {
    provider = await demoProvider(readSettings({ LOTSEN_DATA: folder }));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the scope both as one of the provider and as one of the API', async () => {
    const grant = await grantAll(provider, { ...asked, known: undefined });
    expect(grant.getOIDCScope()).toBe('openid lotsen');
    expect(grant.getResourceScope(asked.audience)).toBe('lotsen');
  });

  it('is granted once a session, and anew where the session has outlived it', async () => {
    const first = await grantAll(provider, { ...asked, known: undefined });
    expect((await grantAll(provider, { ...asked, known: first.jti })).jti).toBe(first.jti);
    await first.destroy();
    const second = await grantAll(provider, { ...asked, known: first.jti });
    expect(second.jti).not.toBe(first.jti);
    expect(second.getOIDCScope()).toBe('openid lotsen');
  });
});
