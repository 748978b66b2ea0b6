import type { TokenSettings } from '@lotsen/access';
import type { Settings } from './settings.js';

/** Which tokens are accepted, and how their claims are read. The embedded OpenID provider is part of the portal. */
export function tokenSettings(settings: Settings): TokenSettings {
  const issuer = settings.issuer ?? `${settings.publicUrl}/oidc`;
  const { audience, subjectClaim, rolesClaim, organisationClaim, roles, organisations } = settings;
  return {
    issuer,
    jwksUrl: settings.jwksUrl ?? `${settings.serviceUrls.portal}/oidc/jwks`,
    audience,
    subjectClaim,
    rolesClaim,
    organisationClaim,
    roles,
    organisations,
  };
}
