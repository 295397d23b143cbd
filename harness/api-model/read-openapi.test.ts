import { rmSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { after, describe, it } from 'mocha';
import { parse } from 'yaml';
import { folder, huge, refusal, written } from './files.fixture.ts';
import { modelOfDescription } from './from-openapi.ts';
import { readOpenApi } from './read-openapi.ts';

after(() => rmSync(folder, { recursive: true, force: true }));

const description = `
openapi: 3.1.0
info: { title: Example Portal, version: '1' }
servers: [{ url: 'https://portal.example/v1' }]
security: [{ bearer: [] }]
paths:
  /accounts:
    post:
      security: []
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
      responses: { '201': { description: made } }
  /login:
    post:
      operationId: logIn
      security: []
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Account' } } } }
      responses: { '200': { content: { application/json: { schema: { properties: { access_token: { type: string } } } } } } }
  /children:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Child' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Child' } } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Child' } } } } }
  /children/{childId}:
    parameters: [{ name: childId, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: one } } }
    delete: { responses: { '204': { description: gone } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    Account: { required: [email, password], properties: { email: { type: string, format: email }, password: { type: string }, more: { type: string } } }
    Child: { required: [name, birthday], properties: { id: { type: string }, name: { type: string }, birthday: { type: string, format: date }, friends: { type: array, items: { $ref: '#/components/schemas/Child' } } } }
`;

describe('a description', () => {
  const model = (text: string, name = 'x.yaml') =>
    modelOfDescription(readOpenApi(written(name, text)), { service: 'app' });

  it('gives calls in the order in which a family makes them, with the ids that answers give', () => {
    const { api, calls } = model(description);
    expect(calls.map(({ does, request }) => `${does} ${request.method} ${request.path}`)).to.deep.equal(
      [
        ...[
          'sign-up POST /v1/accounts',
          'sign-in POST /v1/login',
          'create POST /v1/children',
          'list GET /v1/children',
        ].toSorted(),
        ...['read GET /v1/children/{child}', 'delete DELETE /v1/children/{child}'],
      ].toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
    );
    const add = calls.find(({ does }) => does === 'create');
    expect(add?.request.json).to.deep.equal({ name: '{firstName}', birthday: '{birthday}' });
    expect(add).to.deep.include({ keeps: { child: 'id' }, state: 'list-children' });
    expect(api.token).to.deep.equal({ in: 'bearer', field: 'access_token' });
    expect(api.join[0]!.steps.map(({ request, opens }) => [request?.path, opens])).to.deep.equal([
      ['/v1/accounts', undefined],
      ['/v1/login', true],
    ]);
    expect(api.join[0]!.steps[1]!.request?.form).to.deep.equal({ email: '{email}', password: '{password}' });
  });
  const order = [
    ...['create POST /v1/children', 'sign-up POST /v1/accounts', 'sign-in POST /v1/login', 'list GET /v1/children'],
    ...['read GET /v1/children/{child}', 'delete DELETE /v1/children/{child}'],
  ];

  it('in JSON is the same', () => {
    expect(model(JSON.stringify(parse(description)), 'x.json')).to.deep.equal(model(description));
  });

  it('that turns in circles, leads out of the file or nowhere, is read once and says what was left', () => {
    const round = description.replace('id: { type: string }, name:', "id: { $ref: '#/components/schemas/A' }, name:");
    const { notes, calls } = model(
      `${round}    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n`,
    );
    expect(calls).to.have.length(6);
    expect(notes.join()).to.include('Not read: the reference #/components/schemas/A');
    expect(
      model(
        description.replaceAll("'#/components/schemas/Child'", "'https://elsewhere.example/a.yaml#/Child'"),
      ).notes.join(),
    ).to.include('elsewhere.example');
  });

  it('that multiplies itself ends', () => {
    const level = (at: number) =>
      `    L${at}: { properties: { a: { $ref: '#/components/schemas/L${at + 1}' }, b: { $ref: '#/components/schemas/L${at + 1}' } }, allOf: [{ $ref: '#/components/schemas/L${at + 1}' }, { $ref: '#/components/schemas/L${at + 1}' }] }\n`;
    const bomb =
      description.replaceAll("'#/components/schemas/Child'", "'#/components/schemas/L0'") +
      Array.from({ length: 60 }, (_, at) => level(at)).join('');
    const started = performance.now();
    model(bomb);
    expect(performance.now() - started).to.be.below(20_000);
  });

  it('of another kind, with aliases, prototypes or too long is refused with its place', () => {
    const read = (text: string, name = 'x.yaml') => refusal(() => readOpenApi(written(name, text)));
    expect(read('swagger: "2.0"')).to.equal('FORMAT /x.yaml');
    expect(read('openapi: 3.2.0')).to.equal('FORMAT /x.yaml');
    expect(read('openapi: 3.0.3\na: &a [1]\nb: *a')).to.equal('ALIAS /x.yaml:3:4');
    expect(read('openapi: 3.0.3\n__proto__: { x: 1 }')).to.equal('UNKNOWN_FIELD /x.yaml:2:1');
    expect(read('{"openapi":"3.0.3","__proto__":{}}', 'x.json')).to.match(/^SYNTAX \/x.json:1/);
    expect(read('openapi: 3.0.3\nopenapi: 3.0.3')).to.match(/^DUPLICATE_KEY/);
    expect(refusal(() => readOpenApi(huge('huge.yaml')))).to.equal('SIZE /huge.yaml');
  });

  it('of whatever it holds makes a model and no crash', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (paths, components) => {
        const text = JSON.stringify({ openapi: '3.0.3', paths, components }).replaceAll('__proto__', 'proto');
        if (refusal(() => readOpenApi(written('any.json', text))) !== 'read') return;
        expect(model(text, 'any.json').calls).to.be.an('array');
      }),
      { numRuns: 200 },
    );
  });
});
