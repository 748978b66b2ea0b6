import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './openapi.js';

export type { paths } from './openapi.js';

/** A client of the HTTP API. The API document gives its types: what a path takes, and what it answers. */
export type Api = Client<paths>;
/** The schemas that the API takes and answers, by their names in the document. */
export type Schemas = components['schemas'];

/** The paths that have an operation of this method. */
export type PathsOf<Method extends 'get' | 'post' | 'put' | 'delete'> = {
  [Path in keyof paths]: paths[Path] extends { readonly [M in Method]: object } ? Path : never;
}[keyof paths];

export const createApi = (options: ClientOptions): Api => createClient<paths>(options);

/**
 * The content of the answer to a call.
 * @throws Error if the call was refused, and no middleware of the client threw before
 */
export async function answerOf<Data>(
  call: Promise<{ readonly data?: Data; readonly response: Response }>,
): Promise<Data> {
  const { data, response } = await call;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  return data as Data;
}
