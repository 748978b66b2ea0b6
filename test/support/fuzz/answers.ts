import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Document, Operation } from './document.js';

export interface Answered {
  readonly status: number;
  /** The Content-Type; empty where there is none. */
  readonly type: string;
  readonly text: string;
}

/** Checks answers against the API document. */
export class AnswerCheck {
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    formats.default(this.ajv);
  }

  /** What is wrong with an answer, in one line; undefined where it matches the document. */
  faultOf(operation: Operation, { status, type, text }: Answered): string | undefined {
    if (status >= 500) return `a ${status}`;
    const own = operation.responses[status];
    if (!own && status < 400) return `${status} is not documented`;
    const content = (own ?? operation.responses.default)?.content;
    if (!content) return own && text === '' ? undefined : 'no content of that status is documented';
    const media = type.split(';')[0]?.trim() ?? '';
    if (!content[media]) return `content type "${media}", documented: ${Object.keys(content).join(', ')}`;
    if (!media.endsWith('json')) return undefined;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return 'no JSON';
    }
    return this.faultIn(operation, own ? status : 'default', media, body);
  }

  /** What is wrong with the parsed body of such an answer; undefined where it matches the schema. */
  faultIn(operation: Operation, status: number | 'default', media: string, value: unknown): string | undefined {
    const validate = this.validator(operation, String(status), media);
    return validate(value) ? undefined : told(validate.errors);
  }

  private validator(operation: Operation, status: string, media: string): ValidateFunction {
    const key = `${operation.name} ${status} ${media}`;
    const known = this.validators.get(key);
    if (known) return known;
    const schema = operation.responses[status]?.content?.[media]?.schema ?? {};
    const made = this.ajv.compile({ ...schema, components: this.document.components });
    this.validators.set(key, made);
    return made;
  }
}

function told(errors: ValidateFunction['errors']): string {
  const [error] = errors as ErrorObject[];
  const which = error?.params.additionalProperty ?? error?.params.missingProperty ?? error?.params.allowedValue;
  return `${error?.instancePath || '/'} ${error?.message}${which === undefined ? '' : ` (${which})`}`;
}
