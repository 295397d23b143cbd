import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/package-root.ts';

const example = `
A journey stands in the declaration, with the pages that it goes through and the credentials that it fills in:

  product:
    parts:
      - { id: portal, kind: web-app, version: 1.0.0, url: 'https://portal.example/' }
  ixit:
    credentials:
      - { id: guardian, kind: user-password, holder: guardian, factory: false, changeable: true }
    journeys:
      - id: sign-up
        part: portal
        kind: sign-up
        steps:
          - { open: /sign-up }
          - { fill: E-mail, with: '{guardianEmail}' }
          - { fill: Password, with: '{secret:guardian}' }
          - { choose: I am the guardian and agree }
          - { click: Create account, marks: [consent-given] }
          - { expect: Welcome, marks: [signed-in] }
      - id: child
        part: portal
        kind: child-profile
        begins: sign-in # a journey that signs in; its steps come first, for each starts in an empty browser
        steps: …`;

/** A whole journey with what it needs beside it, and every kind and mark as the schema of the declaration has them. */
export const journeyHelp = (): string => `${example}

{guardianEmail} stands under child of the bench, {secret:guardian} in its file of secrets:
  credentials: [{ unit: cloud, credential: guardian, value: … }]

Each step does one thing: open, fill, choose, click, expect, wait or logout. It names a control by its whole label, as the
page draws it, in frames too; role: or css: tell two of one name apart. choose takes option: for a list. expect and wait
look for words; seconds: 30 gives a step more time than 10.
${wrapped('Kinds', kindsAndMarks().kinds)}
${wrapped('Marks, which say what is true after a step', kindsAndMarks().marks)}

check takes the journeys for real, in the order of the declaration: an account that one makes is there until another
deletes it. What breaks is told with what the page shows. Then toymark run --only WEB,CONS,DATA,FAIR judges them.

Examples:
  toymark journey record https://portal.example/ --id sign-up --declaration declaration.yaml --bench bench.yaml --out sign-up.yaml
  toymark journey check declaration.yaml --bench bench.yaml --journey sign-up
check ends with 0 when every journey comes to its end, 2 otherwise.`;

interface Described {
  readonly kind: { readonly enum: readonly string[] };
  readonly steps: {
    readonly items: {
      readonly properties: { readonly marks: { readonly items: { readonly enum: readonly string[] } } };
    };
  };
}

// As the schema of the declaration has them.
function kindsAndMarks(): { readonly kinds: readonly string[]; readonly marks: readonly string[] } {
  const text = readFileSync(join(packageRoot, 'schemas', 'declaration.schema.json'), 'utf8');
  const { properties } = JSON.parse(text) as {
    properties: { ixit: { properties: { journeys: { items: { properties: Described } } } } };
  };
  const { kind, steps } = properties.ixit.properties.journeys.items.properties;
  return { kinds: kind.enum, marks: steps.items.properties.marks.items.enum };
}

function wrapped(what: string, words: readonly string[]): string {
  const lines = [`${what}:`];
  for (const [at, word] of words.entries()) {
    const next = `${word}${at < words.length - 1 ? ',' : '.'}`;
    const last = lines.at(-1) ?? '';
    if (last.length + next.length > 118) lines.push(`  ${next}`);
    else lines[lines.length - 1] = `${last} ${next}`;
  }
  return lines.join('\n');
}
