import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EventSigner, EventVerifier, fingerprintOf } from './signature.js';

const pair = () => generateKeyPairSync('ed25519');
const [own, other] = [pair(), pair()];
const signer = new EventSigner(own.privateKey);
const verifier = new EventVerifier([own.publicKey]);
const event = { topic: 'lotsen.a.b', key: 'k1', value: Buffer.from('{"x":1}'), headers: { ce_type: 'lotsen.a.b.v1' } };
const signed = signer.sign(event);

describe('a signed event', () => {
  it('is known by its signature alone, whatever else its headers say', () => {
    const withTrace = { ...signed, headers: { ...signed.headers, ce_traceparent: 'x', odd: 'y' } };
    expect([signed, withTrace].map((one) => verifier.signedBy(one))).toEqual([signer.fingerprint, signer.fingerprint]);
    expect(signer.fingerprint).toBe(fingerprintOf(own.publicKey));
    expect(signed).toMatchObject(event);
  });

  it('signed again is the same event, byte for byte', () => {
    expect(signer.sign(event)).toEqual(signed);
    expect(signer.sign(signed)).toEqual(signed);
  });

  it.each([
    ['another topic', { topic: 'lotsen.a.c' }],
    ['another key', { key: 'k2' }],
    ['another value', { value: Buffer.from('{"x":2}') }],
    ['no value', { value: null }],
    ['another type', { headers: { ...signed.headers, ce_type: 'lotsen.a.b.v2' } }],
    ['no signature', { headers: event.headers }],
    ['half a signature', { headers: { ...signed.headers, ce_signature: signed.headers.ce_signature?.slice(0, 40) } }],
    ['no text of a signature', { headers: { ...signed.headers, ce_signature: 'åäö \0' } }],
    ["another event's signature", { headers: signer.sign({ ...event, key: 'k2' }).headers }],
  ])('with %s is signed by nobody', (_, change) => {
    expect(verifier.signedBy({ ...signed, ...change } as typeof signed)).toBeUndefined();
  });

  it('lets no byte move from one part to the next', () => {
    const moved = { ...signed, key: 'k', value: Buffer.concat([Buffer.from('1'), event.value]) };
    expect(verifier.signedBy(moved)).toBeUndefined();
    expect(verifier.signedBy({ ...signed, topic: 'lotsen.a.bk', key: '1' })).toBeUndefined();
  });

  it('counts for as long as its key is among those in force, beside others', () => {
    expect(new EventVerifier([other.publicKey]).signedBy(signed)).toBeUndefined();
    expect(new EventVerifier([]).signedBy(signed)).toBeUndefined();
    const both = new EventVerifier([other.publicKey, own.publicKey]);
    expect(both.signedBy(signed)).toBe(signer.fingerprint);
    expect(both.signedBy(new EventSigner(other.privateKey).sign(event))).toBe(fingerprintOf(other.publicKey));
  });
});
