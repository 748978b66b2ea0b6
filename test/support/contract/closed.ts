import type { Document, Schema } from '../fuzz/document.js';

type Open = Schema & { readonly additionalProperties?: unknown };

/** The headers of a record depend on its producer. No other object in an answer may be open. */
const mayBeOpen = ['DeadLetterDetails/headers'];

/** The places where the answers of a document are open: objects that allow any field, and values of any type. */
export function openPlacesIn({ paths, components }: Document): string[] {
  const open: string[] = [];
  const seen = new Set<string>();
  const look = (schema: Open, place: string): void => {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.split('/').at(-1) as string;
      if (!seen.has(name)) {
        seen.add(name);
        look(components?.schemas?.[name] ?? {}, name);
      }
      return;
    }
    const choices = schema.anyOf ?? schema.oneOf;
    // A value that has to match several schemas has to match the closed one among them.
    const both = schema.allOf?.find((part: Open) => part.$ref !== undefined || part.additionalProperties === false);
    if (both) look(both, place);
    else if (schema.allOf) open.push(place);
    else if (choices) {
      for (const [at, choice] of choices.entries()) look(choice, `${place}/${at}`);
    } else if (schema.type === 'object') {
      if (schema.additionalProperties !== false && !mayBeOpen.includes(place)) open.push(place);
      for (const [name, inner] of Object.entries(schema.properties ?? {})) look(inner, `${place}/${name}`);
    } else if (schema.type === 'array') look(schema.items ?? {}, `${place}/[]`);
    else if (schema.type === undefined && schema.const === undefined && schema.enum === undefined) open.push(place);
  };
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(item)) {
      for (const [status, { content }] of Object.entries(responses)) {
        const place = `${method.toUpperCase()} ${path} ${status}`;
        if (!content) open.push(place);
        for (const { schema } of Object.values(content ?? {})) look(schema ?? {}, place);
      }
    }
  }
  return open;
}
