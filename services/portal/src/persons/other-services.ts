import { SETTINGS, type ServiceName, type Settings } from '@lotsen/platform';
import { HttpException, Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';

/** Calls the other services with the token of the portal's caller, so with that caller's rights and no others. */
@Injectable()
export class OtherServices {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws HttpException with the service's own status and refusal; 503 if it does not answer */
  async call<T>(
    service: ServiceName,
    method: 'GET' | 'POST',
    path: string,
    caller: { readonly authorization?: string | undefined; readonly 'accept-language'?: string | undefined },
    body?: unknown,
  ): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`${this.settings.serviceUrls[service]}${path}`, {
        method,
        signal: AbortSignal.timeout(30_000),
        headers: {
          ...(caller.authorization ? { authorization: caller.authorization } : {}),
          ...(caller['accept-language'] ? { 'accept-language': caller['accept-language'] } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new ServiceUnavailableException({
        code: 'service-away',
        detail: { sv: `Tjänsten ${service} svarar inte.`, en: `The service ${service} does not answer.` },
        hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
      });
    }
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return answer as T;
    const { code, detail, hint } = answer as { code?: string; detail?: string; hint?: string };
    const inBoth = (text: string | undefined) => (text === undefined ? undefined : { sv: text, en: text });
    throw new HttpException(
      { code: code ?? 'refused', detail: inBoth(detail) ?? inBoth(response.statusText), hint: inBoth(hint) },
      response.status,
    );
  }
}
