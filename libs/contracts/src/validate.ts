import type { TSchema } from '@sinclair/typebox';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Topic } from './topics.js';

const ajv = new Ajv2020({ allErrors: false, strict: true, strictTypes: false });
formats.default(ajv);

/** By topic and version. Each is compiled at first use, because a service reads only a few of the topics. */
const validators = new Map<string, ValidateFunction>();

function validatorOf(topic: Topic, version: number): ValidateFunction | undefined {
  const key = `${topic.name}:${version}`;
  const schema = topic.versions[version];
  const validator = validators.get(key) ?? (schema && ajv.compile(schema));
  if (validator) validators.set(key, validator);
  return validator;
}

export interface Breach {
  /** JSON pointer to what is wrong. */
  readonly at: string;
  readonly problem: string;
}

/**
 * Checks a state against one released version of its schema, the newest unless another is named; undefined if it
 * conforms. The result never repeats a value, which may be personal.
 */
export function breachOf(topic: Topic, state: unknown, version = newestVersion(topic)): Breach | undefined {
  const validate = validatorOf(topic, version);
  if (!validate) return { at: '/', problem: `no version ${version} of ${topic.event} was ever released` };
  if (validate(state)) return undefined;
  const [error] = validate.errors as ErrorObject[];
  const named = error?.params.additionalProperty ?? error?.params.missingProperty;
  return { at: error?.instancePath || '/', problem: `${error?.message ?? 'invalid'}${named ? ` (${named})` : ''}` };
}

export function newestVersion(topic: Topic): number {
  return Math.max(...Object.keys(topic.versions).map(Number));
}

/** Converts a state of any released version to the newest version. */
export function upcast(topic: Topic, version: number, state: object): object {
  let newest = state;
  for (let at = version; at < newestVersion(topic); at++) {
    newest = topic.upcasts[at]?.(newest as never) ?? newest;
  }
  return newest;
}

/** The newest released schema of a topic's events. */
export function schemaOf(topic: Topic): TSchema {
  return topic.versions[newestVersion(topic)] as TSchema;
}
