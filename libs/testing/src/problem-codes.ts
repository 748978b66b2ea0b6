import { refusals, requestProblemCodes } from '@lotsen/api';

const ofAnyRequest: ReadonlySet<string> = new Set(requestProblemCodes);
const operations = Object.entries(refusals).map(([operation, codes]) => ({
  pattern: new RegExp(`^${operation.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u'),
  /** "/drafts" before "/{id}". */
  names: operation.split('{').length,
  codes: new Set<string>(codes),
}));

/** Every refusal that a test is answered has to be one that the API document names for its operation. @throws where it is not */
export function assertDocumented(method: string, path: string, code: string): void {
  if (ofAnyRequest.has(code)) return;
  const [plain = ''] = path.split('?');
  const asked = `${method} ${plain.replace(/^\/v1\/operations\/\w+/u, '/operations')}`;
  const [operation] = operations.filter(({ pattern }) => pattern.test(asked)).sort((a, b) => a.names - b.names);
  if (operation?.codes.has(code)) return;
  throw new Error(
    `${method} ${path} is answered ${code}, which its document does not say: see scripts/docs/refusals.ts.`,
  );
}
