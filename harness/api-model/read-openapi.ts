import { readYamlOrJson } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';

type Json = Readonly<Record<string, unknown>>;

/** A field that an operation takes or gives. */
export interface Described {
  readonly name: string;
  readonly format: string;
  readonly example: unknown;
}

/** One operation of a description, as far as a model needs it. */
export interface Operation {
  readonly method: string;
  /** With the names of its parameters in braces. */
  readonly path: string;
  readonly id: string;
  readonly query: readonly Described[];
  readonly body: { readonly as: 'json' | 'form'; readonly fields: readonly Described[] } | 'picture' | undefined;
  /** Dotted paths of what the answer holds, with the name at the end of each. */
  readonly answers: readonly string[];
  readonly lists: boolean;
  /** Names of the schemes of which one is needed; empty where anybody may call it. */
  readonly security: readonly string[];
}

export interface Description {
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly schemes: ReadonlyMap<string, Json>;
  /** References that were not followed, and what else was left out. */
  readonly left: readonly string[];
}

const most = { operations: 2000, steps: 200_000, depth: 12, fields: 50 };
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** @throws UserError SIZE, SYNTAX, FORMAT; references lead within the file, once round a circle, and not without end */
export function readOpenApi(file: string): Description {
  const root = readYamlOrJson(file);
  const version = at(root, 'openapi');
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
    const hint = 'Read are OpenAPI 3.0 and 3.1 in YAML or JSON, and recordings whose name ends in .har.';
    throw new UserError({ code: 'FORMAT', where: file, problem: 'it does not say "openapi: 3.0.x" or "3.1.x"', hint });
  }
  return new Reader(root).description();
}

class Reader {
  readonly #root: unknown;
  readonly #left = new Set<string>();
  #steps = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  description(): Description {
    const base = this.#base();
    const operations = entries(at(this.#root, 'paths')).flatMap(([path, given]) => {
      const item = this.#follow(given);
      return methods.flatMap((method) => {
        const operation = this.#follow(at(item, method));
        return operation === undefined ? [] : [this.#operation({ method, path: base + path, item, operation })];
      });
    });
    if (operations.length > most.operations) this.#left.add(`operations beyond ${most.operations}`);
    const schemes = entries(at(at(this.#root, 'components'), 'securitySchemes'));
    return {
      title: text(at(at(this.#root, 'info'), 'title')).slice(0, 100),
      operations: operations.slice(0, most.operations),
      schemes: new Map(schemes.map(([name, scheme]) => [name, object(this.#follow(scheme))])),
      left: [...this.#left].slice(0, 20),
    };
  }

  // The path of the first server stands before every path.
  #base(): string {
    const [server] = list(at(this.#root, 'servers'));
    const url = text(at(server, 'url'));
    const path = URL.canParse(url) ? new URL(url).pathname : url.startsWith('/') ? url : '';
    return path.includes('{') ? '' : path.replace(/\/+$/, '');
  }

  #operation(given: {
    readonly method: string;
    readonly path: string;
    readonly item: unknown;
    readonly operation: unknown;
  }): Operation {
    const { method, path, item, operation } = given;
    const parameters = [...list(at(item, 'parameters')), ...list(at(operation, 'parameters'))].map((one) =>
      this.#follow(one),
    );
    const query = parameters.filter((one) => at(one, 'in') === 'query' && at(one, 'required') === true);
    for (const one of parameters)
      if (at(one, 'in') === 'header' && at(one, 'required') === true)
        this.#left.add(`header ${text(at(one, 'name')).slice(0, 60)}`);
    const security = at(operation, 'security') ?? at(this.#root, 'security');
    const answer = this.#answer(operation);
    return {
      ...{ method: method.toUpperCase(), path, id: text(at(operation, 'operationId')).slice(0, 100) },
      query: query.slice(0, most.fields).map((one) => this.#described(text(at(one, 'name')), at(one, 'schema'))),
      body: this.#body(operation),
      answers: answer === undefined ? [] : this.#paths(answer),
      lists: answer !== undefined && this.#isList(answer),
      security: list(security).flatMap((one) => Object.keys(object(one))),
    };
  }

  #body(operation: unknown): Operation['body'] {
    const content = at(this.#follow(at(operation, 'requestBody')), 'content');
    const json = entries(content).find(([type]) => /^application\/(?:[\w.-]+\+)?json/.test(type))?.[1];
    const form = at(content, 'application/x-www-form-urlencoded');
    if (json !== undefined) return { as: 'json', fields: this.#fields(at(json, 'schema')) };
    if (form !== undefined) return { as: 'form', fields: this.#fields(at(form, 'schema')) };
    const [type] = Object.keys(object(content));
    if (type?.startsWith('image/') === true) return 'picture';
    if (type !== undefined) this.#left.add(`bodies of ${type.slice(0, 60)}`);
    return undefined;
  }

  #answer(operation: unknown): unknown {
    const good = entries(at(operation, 'responses')).find(([status]) => /^2/.test(status))?.[1];
    const content = at(this.#follow(good), 'content');
    return at(entries(content).find(([type]) => type.includes('json'))?.[1], 'schema');
  }

  /** Members that have to be there, or all where none has to. */
  #fields(given: unknown): readonly Described[] {
    const { properties, required } = this.#members(given, 0);
    const wanted = [...properties].filter(([name]) => required.size === 0 || required.has(name));
    return wanted.slice(0, most.fields).map(([name, schema]) => this.#described(name, schema));
  }

  #members(given: unknown, depth: number): { properties: Map<string, unknown>; required: Set<string> } {
    const schema = this.#follow(given);
    const properties = new Map(entries(at(schema, 'properties')));
    const required = new Set(list(at(schema, 'required')).map(String));
    if (depth < most.depth && !this.#tired())
      for (const part of list(at(schema, 'allOf'))) {
        const inner = this.#members(part, depth + 1);
        for (const [name, one] of inner.properties) properties.set(name, one);
        for (const name of inner.required) required.add(name);
      }
    return { properties, required };
  }

  #described(name: string, given: unknown): Described {
    const schema = this.#follow(given);
    const [value] = list(at(schema, 'enum'));
    const [many] = list(at(schema, 'examples'));
    const example = at(schema, 'example') ?? at(schema, 'default') ?? at(schema, 'const') ?? value ?? many;
    const type = [at(schema, 'type')].flat()[0];
    const blank: Readonly<Record<string, unknown>> = { boolean: true, integer: 1, number: 1, array: [], object: {} };
    return { name, format: text(at(schema, 'format')), example: simple(example) ?? blank[String(type)] };
  }

  #isList(given: unknown): boolean {
    const schema = this.#follow(given);
    const kinds = [schema, ...this.#members(schema, 0).properties.values()].map((one) => at(this.#follow(one), 'type'));
    return kinds.includes('array');
  }

  #paths(given: unknown, path: readonly string[] = []): readonly string[] {
    if (path.length > 4 || this.#tired()) return [];
    const schema = this.#follow(given);
    if (at(schema, 'type') === 'array') return this.#paths(at(schema, 'items'), [...path, '0']);
    const { properties } = this.#members(schema, 0);
    if (properties.size === 0) return path.length === 0 ? [] : [path.join('.')];
    return [...properties].slice(0, most.fields).flatMap(([name, one]) => this.#paths(one, [...path, name]));
  }

  /** What a reference leads to; undefined where it leads out of the file, nowhere, or in a circle. */
  #follow(given: unknown): unknown {
    const seen = new Set<string>();
    let value = given;
    for (let ref = at(value, '$ref'); typeof ref === 'string'; ref = at(value, '$ref')) {
      if (seen.has(ref) || this.#tired() || !ref.startsWith('#/')) {
        this.#left.add(`the reference ${ref.slice(0, 100)}`);
        return undefined;
      }
      seen.add(ref);
      value = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((one, part) => at(one, pointer(part)), this.#root);
    }
    return value;
  }

  #tired(): boolean {
    if (++this.#steps <= most.steps) return false;
    this.#left.add('what is nested or referred to more often than can be followed');
    return true;
  }
}

// RFC 6901, section 4, in an address.
function pointer(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}

const at = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Json)[name] : undefined;
const object = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {});
const entries = (value: unknown): readonly (readonly [string, unknown])[] => Object.entries(object(value));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const simple = (value: unknown): unknown =>
  ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
