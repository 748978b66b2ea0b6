/** A sentence in both languages. It may contain the value that is expected, never a value of the token. */
export interface Sentence {
  readonly sv: string;
  readonly en: string;
}

/** The reason why a token is refused, so that an operator can act on it. Contains neither the token nor its values. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  constructor(readonly why: Sentence) {
    super(why.en);
  }
}

/** Every reason to refuse a token. */
export const refusals = {
  unreadable: {
    sv: 'Den är ingen signerad JWT. Inloggningstjänsten ska utfärda åtkomstbiljetter som JWT.',
    en: 'It is no signed JWT. The identity provider has to issue access tokens as JWT.',
  },
  algorithm: (algorithms: readonly string[]): Sentence => ({
    sv: `Den är inte signerad med någon av ${algorithms.join(', ')}. Ställ in en av dem hos inloggningstjänsten.`,
    en: `It is signed by none of ${algorithms.join(', ')}. Set one of them at the identity provider.`,
  }),
  unknownKey: {
    sv: 'Den är signerad med en nyckel som inte finns på OIDC_JWKS_URL. Nya nycklar läses in inom fem sekunder; hjälper inte det pekar adressen på en annan inloggningstjänst.',
    en: 'It is signed with a key that is not at OIDC_JWKS_URL. New keys are read within five seconds; if that does not help, the address is that of another provider.',
  },
  signature: {
    sv: 'Signaturen stämmer inte. Biljetten är ändrad eller utfärdad för ett annat API; begär den med Lotsens scope.',
    en: 'The signature does not hold. The token was changed, or issued for another API; ask for it with the scope of Lotsen.',
  },
  expired: { sv: 'Den har gått ut. Logga in igen.', en: 'It has expired. Sign in again.' },
  notYet: {
    sv: 'Den gäller inte än. Jämför klockorna hos inloggningstjänsten och Lotsen.',
    en: 'It is not valid yet. Compare the clocks of the identity provider and of Lotsen.',
  },
  endless: {
    sv: 'Den saknar sista giltighetstid (exp). Ställ in en hos inloggningstjänsten.',
    en: 'It does not say when it expires (exp). Set that at the identity provider.',
  },
  issuer: (expected: string, slashOnly: boolean): Sentence =>
    slashOnly
      ? {
          sv: `Utfärdaren (iss) skiljer sig från ${expected} bara i snedstrecket på slutet. Skriv OIDC_ISSUER precis som i biljetten.`,
          en: `Its issuer (iss) differs from ${expected} by the slash at the end alone. Write OIDC_ISSUER exactly as the token does.`,
        }
      : {
          sv: `Den kommer från en annan utfärdare (iss) än ${expected}. Är det rätt inloggningstjänst, skriv OIDC_ISSUER precis som i dess biljetter.`,
          en: `It comes from another issuer (iss) than ${expected}. If the provider is the right one, write OIDC_ISSUER exactly as its tokens do.`,
        },
  audience: (expected: string): Sentence => ({
    sv: `Den är inte utfärdad för Lotsens API: mottagaren (aud) ska vara ${expected}. Begär den med Lotsens scope, eller ändra OIDC_AUDIENCE.`,
    en: `It was not issued for Lotsen's API: its audience (aud) has to be ${expected}. Ask for it with the scope of Lotsen, or change OIDC_AUDIENCE.`,
  }),
  idToken: {
    sv: 'En ID-token skickades. Skicka åtkomstbiljetten (access_token), som hör till API:et.',
    en: 'An ID token was sent. Send the access token, which is meant for the API.',
  },
  otherKind: {
    sv: 'Den är av ett annat slag än en åtkomstbiljett. Skicka access_token från inloggningen.',
    en: 'It is of another kind than an access token. Send the access_token of the sign-in.',
  },
  bound: {
    sv: 'Den är bunden till en nyckel (DPoP eller mTLS), som Lotsen inte kan pröva. Låt inloggningstjänsten utfärda vanliga bärarbiljetter.',
    en: 'It is bound to a key (DPoP or mTLS), which Lotsen cannot prove. Let the provider issue plain bearer tokens.',
  },
  unmarked: {
    sv: 'Inget visar att den är en åtkomstbiljett (till exempel scope eller scp), så den kan vara en ID-token. Skicka access_token från inloggningen.',
    en: 'Nothing shows that it is an access token (scope or scp, say), so it may be an ID token. Send the access_token of the sign-in.',
  },
  subject: (claim: string): Sentence => ({
    sv: `Den säger inte vem någon är: ${claim} saknas eller är ingen text. Lägg till den hos inloggningstjänsten, eller nämn en annan i OIDC_SUBJECT_CLAIM.`,
    en: `It does not say who somebody is: ${claim} is missing or no text. Add it at the identity provider, or name another in OIDC_SUBJECT_CLAIM.`,
  }),
  organisations: (claim: string): Sentence => ({
    sv: `Den nämner flera organisationer (${claim}). Ingen handlar för två på en gång: låt den nämna en, eller ha bara en av dem i OIDC_ORGANISATIONS.`,
    en: `It names several organisations (${claim}). Nobody acts for two at once: let it name one, or have only one of them in OIDC_ORGANISATIONS.`,
  }),
} as const;
