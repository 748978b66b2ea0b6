import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { nameRoute, refuse, type ServiceName, type Settings, serviceNames, withoutTimeLimit } from '@lotsen/platform';
import type { Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const domainServices = serviceNames.filter((name) => name !== 'portal');

/**
 * Where the gateway sends a path: /v1/SERVICE/... unchanged, /v1/operations/SERVICE/... to the service's own
 * operations. Every service checks the token itself; the gateway neither adds nor removes rights.
 */
export function destinationOf(path: string): { readonly service: ServiceName; readonly path: string } | undefined {
  const [, version, first, second, ...rest] = path.split('/');
  if (version !== 'v1') return undefined;
  const named = (name: string | undefined) => domainServices.find((service) => service === name);
  const operated = first === 'operations' ? serviceNames.find((name) => name === second) : undefined;
  if (operated) return { service: operated, path: ['/operations', ...rest].join('/') };
  const service = named(first);
  return service && { service, path };
}

/** A stream sends a keep-alive every 15 seconds, and every other answer comes within 40. */
const longestSilenceMs = 60_000;

/** Well below the keep-alive time of a service, so that no request uses a connection that the service is closing. */
const idleMs = 10_000;

/** One middleware per service. Streams pass through chunk by chunk. */
export function gateway(settings: Settings): RequestHandler[] {
  return serviceNames.map((service) => {
    const target = settings.serviceUrls[service];
    const Agent = target.startsWith('https:') ? HttpsAgent : HttpAgent;
    return createProxyMiddleware<Request, Response>({
      target,
      agent: new Agent({ keepAlive: true, timeout: idleMs }),
      changeOrigin: false,
      xfwd: true,
      proxyTimeout: longestSilenceMs,
      pathFilter: (path) => destinationOf(path.split('?')[0] as string)?.service === service,
      pathRewrite: (path) => {
        const [pathname, query] = path.split('?');
        return `${destinationOf(pathname as string)?.path ?? pathname}${query === undefined ? '' : `?${query}`}`;
      },
      on: {
        // After a request is fully sent, `aborted` no longer fires when the client leaves.
        proxyReq: (onward, _request, response) => {
          const leave = () => {
            if (!response.writableFinished) onward.destroy();
          };
          if (response.destroyed) leave();
          else response.once('close', leave);
        },
        proxyRes: ({ headers }, _request, response) => {
          nameRoute(response, `gateway to ${service}`);
          if (headers['content-type']?.startsWith('text/event-stream')) withoutTimeLimit(response);
        },
        error: (_error, request, response) => {
          if (!('headersSent' in response) || response.headersSent) {
            response.end();
            return;
          }
          refuse(request, response, {
            status: 503,
            code: 'service-away',
            detail: { sv: `Tjänsten ${service} svarar inte.`, en: `The service ${service} does not answer.` },
            hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
          });
        },
      },
    });
  });
}
