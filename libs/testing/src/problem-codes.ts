import { refusals, requestProblemCodes } from '@lotsen/api';
import { matches } from './routes.js';

const ofAnyRequest: ReadonlySet<string> = new Set(requestProblemCodes);
const operations = Object.entries(refusals).map(([operation, codes]) => {
  const [method, path = ''] = operation.split(' ');
  return { method, path, codes: new Set<string>(codes) };
});
/** The number of parameters in a path. The path with fewer is the better match: "/drafts" before "/{id}". */
const namesIn = ({ path }: { readonly path: string }) => path.split('{').length;

/** Checks a refusal that a test received. @throws where the API document does not name its code for the operation */
export function assertDocumented(method: string, path: string, code: string): void {
  if (ofAnyRequest.has(code)) return;
  const asked = path.replace(/^\/v1\/operations\/\w+/u, '/operations');
  const [operation] = operations
    .filter((one) => one.method === method && matches(one.path, asked))
    .sort((a, b) => namesIn(a) - namesIn(b));
  if (operation?.codes.has(code)) return;
  throw new Error(
    `${method} ${path} is answered ${code}, which its document does not say: see scripts/docs/refusals.ts.`,
  );
}
