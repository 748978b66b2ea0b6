import { describe, expect, it } from '@jest/globals';
import type { TokenVerifier } from '@lotsen/access';
import type { Request, Response } from 'express';
import { admission } from './admission.js';

const asking = (path: string) =>
  ({ method: 'GET', path, ip: '127.0.0.1', headers: { authorization: 'Bearer a.b.c' } }) as unknown as Request;

describe('a request whose token is verified', () => {
  /** Whether the request went on, if the client left while its token was verified. */
  async function goesOn(hasLeft: boolean): Promise<boolean> {
    const response = { destroyed: false } as Response;
    const verifier = {
      verify: async () => {
        Object.assign(response, { destroyed: hasLeft });
        return { subject: 's', roles: [] };
      },
    } as unknown as TokenVerifier;
    let went = false;
    await admission(verifier, () => false)(asking('/v1/matching/stream'), response, () => {
      went = true;
    });
    return went;
  }

  it('goes on, unless its client has left meanwhile: nobody would give back the slot that it takes', async () => {
    expect([await goesOn(false), await goesOn(true)]).toEqual([true, false]);
  });
});
