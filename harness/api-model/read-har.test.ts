import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { after, describe, it } from 'mocha';
import { parse } from 'yaml';
import { modelOfCalls, type Model } from './from-calls.ts';
import { wordsBefore } from './exchange.ts';
import { folder, huge, refusal, written } from './files.fixture.ts';
import { readHar } from './read-har.ts';
import { writtenModel } from './written.ts';

after(() => rmSync(folder, { recursive: true, force: true }));

const entry = (method: string, path: string, more: { readonly posted?: object; readonly answer?: unknown } = {}) => ({
  startedDateTime: '2026-10-05T10:00:00.000Z',
  request: {
    ...{ method, url: `https://portal.example${path}`, headers: [] },
    ...(more.posted && { postData: { mimeType: 'application/json', text: JSON.stringify(more.posted) } }),
  },
  response: {
    status: 200,
    headers: [],
    content: { mimeType: 'application/json', text: JSON.stringify(more.answer ?? {}) },
  },
});
const har = (entries: readonly unknown[]) => JSON.stringify({ log: { version: '1.2', entries } });
describe('a recording', () => {
  const read = (text: string) => refusal(() => readHar(written('x.har', text)));

  it('that is none is refused with its place', () => {
    expect(read('{')).to.equal('SYNTAX /x.har:1:2');
    expect(read('{\n  "log": nothing }')).to.equal('SYNTAX /x.har:2:10');
    expect(read('[]')).to.equal('FORMAT /x.har');
    expect(read('{"log":{"entries":{}}}')).to.equal('FORMAT /x.har');
    expect(read('{"log":{"entries":[],"__proto__":{"x":1}}}')).to.match(/^SYNTAX/);
    expect(read(`{"log":${'['.repeat(200)}${']'.repeat(200)}}`)).to.match(/^SYNTAX/);
    expect(read(har(Array.from({ length: 20_001 }, () => 0)))).to.equal('SIZE /x.har');
    expect(refusal(() => readHar(huge('huge.har')))).to.equal('SIZE /huge.har');
    expect(refusal(() => readHar(join(folder, 'absent.har')))).to.equal('FILE /absent.har');
  });

  it('may begin with a byte-order mark, and entries that are none are passed over', () => {
    const odd = [
      null,
      7,
      'x',
      {},
      { request: [], response: null },
      { request: { url: 'ftp://x' }, response: { status: 200 } },
    ];
    expect(readHar(written('bom.har', `\ufeff${har([...odd, entry('GET', '/')])}`))).to.have.length(1);
  });

  it('of whatever it holds makes a model, or none, and no crash', () => {
    const thing = fc.jsonValue();
    const message = fc.record({
      url: fc.webUrl(),
      method: fc.string(),
      status: fc.integer(),
      headers: thing,
      content: thing,
      postData: thing,
    });
    fc.assert(
      fc.property(fc.array(fc.record({ request: message, response: message })), (entries) => {
        const file = written('any.har', har(entries).replaceAll('__proto__', 'proto'));
        // Numbers that cannot be held are refused, and nothing else happens.
        if (refusal(() => readHar(file)) !== 'read') return;
        const exchanges = readHar(file);
        expect(parse(writtenModel(modelOfCalls(exchanges, { service: 'app' })))).to.be.an('object');
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is recognised', () => {
  const id = '3f0c1f6e-1f1e-4a52-9d7b-0a6c6b7e9a11';
  const model = (entries: readonly unknown[]): Model =>
    modelOfCalls(readHar(written('y.har', har(entries))), { service: 'app', family: { firstName: 'Quillfeather' } });
  const requests = (entries: readonly unknown[]) => model(entries).calls.map(({ request }) => request);
  const signIn = entry('POST', '/login', {
    posted: { email: 'a@b.example', password: 'correct horse' },
    answer: { token: 'a'.repeat(40) },
  });
  const as = (one: ReturnType<typeof entry>) => ({
    ...one,
    request: { ...one.request, headers: [{ name: 'Authorization', value: `Bearer ${'a'.repeat(40)}` }] },
  });

  it('a UUID, a number and a drawn word in an address are names; a word is a word', () => {
    const made = as(
      entry('POST', '/children', {
        posted: { name: 'Quillfeather' },
        answer: { id, number: 4711, key: 'k3J9xQ2mPz7LwT5v' },
      }),
    );
    const reads = [`/children/${id}`, '/orders/4711', '/stories/k3J9xQ2mPz7LwT5v', '/stories/all', '/v2/about-us'].map(
      (path) => as(entry('GET', path)),
    );
    expect(requests([signIn, made, ...reads]).map(({ path }) => path)).to.deep.equal([
      ...[
        '/login',
        '/children',
        '/children/{child}',
        '/orders/{order}',
        '/stories/{story}',
        '/stories/all',
        '/v2/about-us',
      ],
    ]);
  });

  it('a drawn word without a figure is a name; words written together are words', () => {
    const read = (path: string) => requests([signIn, as(entry('GET', path))])[1]?.path;
    expect(read('/stories/bwUoQRCKTTLWXAKllHAbYw')).to.equal('/stories/{story}');
    expect(read('/stories/exportAsPDFDocument')).to.equal('/stories/exportAsPDFDocument');
    expect(read('/stories/getMyFamilyMembers')).to.equal('/stories/getMyFamilyMembers');
  });

  it('what an answer gave as an object of its own is its name, whatever it looks like', () => {
    const made = (id: string) => as(entry('POST', '/children', { answer: { id } }));
    for (const id of ['getMyFamilyMembers', 'bwUoQRCKTTLWXAKllHAbYw', 'BWUOQRCKT-TLWXAKLL', 'an-owl-that-sings'])
      expect(requests([signIn, made(id), as(entry('GET', `/children/${id}`))])[2]?.path).to.equal('/children/{child}');
    const short = as(entry('POST', '/children', { answer: { id: 'members' } }));
    expect(requests([signIn, short, as(entry('GET', '/children/members'))])[2]?.path).to.equal('/children/members');
  });

  it('a code that came by mail is a name, of letters alone too; a word of the mail is a word', () => {
    const asked = entry('GET', '/inbox', {
      answer: { text: 'Welcome to our friendly portal. Your code is KQXT-RBMN.' },
    });
    const mail = { ...asked, request: { ...asked.request, url: 'https://mail.example/inbox' } };
    const typed = (code: string) => as(entry('POST', '/confirm', { posted: { typed: code } }));
    const confirm = (code: string) => JSON.stringify(model([signIn, mail, typed(code)]));
    expect(confirm('KQXT-RBMN')).to.include('{"typed":"{confirmTyped}"}').and.to.not.include('KQXT');
    expect(confirm('friendly')).to.include('{"typed":"friendly"}');
  });

  it('a secret that no answer gave is a name without a source, and said so', () => {
    const odd = as(entry('POST', '/notes', { posted: { key: 'Zx81-kkQ9-77pl-qqTr-5541', text: 'hello' } }));
    const { calls, notes } = model([signIn, odd]);
    expect(JSON.stringify(calls)).to.include('{notesKey}');
    expect(JSON.stringify(calls)).to.not.include('Zx81');
    expect(notes.join()).to.include('No recorded answer gave notesKey');
  });

  it('a recording without a session says what is missing', () => {
    const { notes, api } = model([entry('GET', '/'), entry('POST', '/contact', { posted: { text: 'hello there' } })]);
    expect(notes.join()).to.include('no credential of a session').and.to.include('no way to an account');
    expect(api.join[0]!.steps).to.be.empty;
  });

  it('words lead to a value and to nothing else', () => {
    const page = '<form action="/children/AbCd1234/delete"><a href="/toys/Wx99-11">';
    expect(wordsBefore(page, 'AbCd1234')).to.equal('action="/children/');
    expect(wordsBefore(page, 'Wx99-11')).to.equal('href="/toys/');
    expect(wordsBefore('/a/one1 /a/two2', 'one1')).to.equal(undefined);
    expect(wordsBefore('Dear A,\nYour code is 66AH-X8XZ.', '66AH-X8XZ', true)).to.equal('Your code is ');
  });

  it('nothing in a recording gets out of a comment or a string', () => {
    const evil = as(
      entry('POST', '/x', { posted: { text: 'a\n# b: {firstName}\u001b[2J', '"]: !!js/function': 'x' } }),
    );
    const other = {
      ...entry('GET', '/'),
      request: { method: 'GET', url: 'https://evil.example/', headers: [{ name: 'x-a\n- id: y', value: '' }] },
    };
    const text = writtenModel(model([signIn, evil, other]));
    expect(Object.keys(parse(text) as object)).to.deep.equal(['apis', 'apiCalls']);
    expect(text).to.not.include('\u001b');
  });
});
