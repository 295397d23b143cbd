import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { issue, keyPem } from '../reference-toy/certificates.ts';
import type { JourneyStep } from '../../schemas/types.ts';
import { html, serve, type Handler } from '../probes/web-session/web.fixture.ts';

export const family = { guardianEmail: 'rowan.quillfeather@family.example', firstName: 'Quillfeather' };
const password = 'correct horse battery';

const pages: Handler = (request, response) => {
  const url = new URL(request.url ?? '/', 'https://portal.example');
  const given = url.searchParams;
  if (url.pathname === '/' && given.get('from') === 'box')
    html(
      response,
      `<h1>Sign in</h1><form action="/in"><label>E-mail <input name="mail"></label>
       <input type="password" name="word" placeholder="Password"><button>Sign <b>in</b></button></form>`,
    );
  else if (url.pathname === '/in' && given.get('mail') === family.guardianEmail && given.get('word') === password)
    html(
      response,
      `<h1>A child</h1><form action="/child"><label for=n>First name</label><input id=n name="name">
       <label>Age <select name="age"><option value="4">four years<option value="5">five years</select></label>
       <label><input type="checkbox" name="agreed"> I am the guardian</label><input type="submit" value="Save"></form>`,
    );
  else if (url.pathname === '/child' && given.get('age') === '5' && given.get('agreed') === 'on')
    html(response, `<p>Hello ${family.firstName}</p><a href="/end">Out for today</a>`);
  else if (url.pathname === '/frames')
    html(
      response,
      `<nav style="text-transform: uppercase"><a href="/end">Privacy</a></nav>
       <label>E-mail <input></label><form><label>E-mail <input></label></form>
       <iframe title="Picker" srcdoc="<label>Animal <select><option>Bee<option>Fox</select></label>"></iframe>
       <iframe title="Lost" src="https://127.0.0.1:9/"></iframe>`,
    );
  else html(response, url.pathname === '/end' ? '<h1>Goodbye</h1>' : '<h1>This is wrong</h1>');
};

/** A portal behind a certificate that only the declared trust anchor proves. */
export async function startPortal(folder: string) {
  const authority = issue({ name: 'Toy CA', names: [] });
  const server = issue({ name: 'portal.example', names: ['portal.example'], issuer: authority });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  return serve(pages, { key: keyPem(server), cert: server.certificate });
}

export interface Tried {
  readonly id: string;
  readonly part: string;
  readonly kind: string;
  readonly steps: readonly JourneyStep[];
}

/** Writes the papers of the portal with these journeys; the arguments that name them. */
export function writePapers(folder: string, port: number, journeys: readonly Tried[]): readonly string[] {
  const write = (name: string, value: object) => {
    writeFileSync(join(folder, name), stringify(value));
    return join(folder, name);
  };
  write('secrets.yaml', { secrets: 1, credentials: [{ unit: 'cloud', credential: 'account', value: password }] });
  const declaration = write('declaration.yaml', {
    declaration: 1,
    product: {
      manufacturer: 'Example Toys',
      model: 'Example Bear',
      modelNumber: 'EB-1',
      ages: { from: 3, to: 8 },
      placesOfSale: ['IE'],
      languages: ['en'],
      units: [{ id: 'unit-1', serial: 'EB-1-0001' }],
      parts: [{ id: 'pages', kind: 'web-app', version: '1', url: `https://portal.example:${port}/` }],
    },
    edition: '1.0',
    level: 'basic',
    features: {},
    ixit: {
      credentials: [{ id: 'account', kind: 'user-password', holder: 'guardian', factory: false, changeable: true }],
      trustAnchors: [{ id: 'ca', file: 'ca.pem' }],
      journeys,
    },
  });
  const bench = write('bench.yaml', {
    bench: 1,
    laboratory: { name: 'Example Laboratory', address: 'Example Street 1', kind: 'laboratory' },
    operators: [{ id: 'tester', name: 'Example Tester' }],
    reach: { 'unit-1': ['127.0.0.1'] },
    names: { 'portal.example': '127.0.0.1' },
    child: family,
    secrets: 'secrets.yaml',
  });
  return [declaration, '--bench', bench];
}
