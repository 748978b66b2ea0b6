import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './openapi.js';

export type { paths } from './openapi.js';

/** The HTTP API, typed by its document: what a path takes, and what it answers. */
export type Api = Client<paths>;
/** What the API takes and answers, by the name that it has in the document. */
export type Schemas = components['schemas'];

/** Paths that are called by a method. */
export type PathsOf<Method extends 'get' | 'post' | 'put' | 'delete'> = {
  [Path in keyof paths]: paths[Path] extends { readonly [M in Method]: object } ? Path : never;
}[keyof paths];

export const createApi = (options: ClientOptions): Api => createClient<paths>(options);

/**
 * What a call was answered.
 * @throws Error where it was refused, and nobody who made the client (a middleware) said so before
 */
export async function answerOf<Data>(
  call: Promise<{ readonly data?: Data; readonly response: Response }>,
): Promise<Data> {
  const { data, response } = await call;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  return data as Data;
}
