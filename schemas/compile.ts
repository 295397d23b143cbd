import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _, Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { called } from './check-calls.ts';
import { packageRoot } from './package-root.ts';

/**
 * The code of the check of a schema, as a CommonJS module that gives a function: called with what the code calls, it gives
 * the check. Made when the package is built; to make it anew for each program takes a third of a second.
 */
export function codeOfCheck(schema: string): string {
  const ajv = instance();
  const own = withReferred(ajv, schema);
  const check = ajv.getSchema(own.$id) ?? ajv.compile(own);
  const code = standalone.default(ajv, check).replace(/^"use strict";/, '');
  return `"use strict";module.exports=({formats,refersTo})=>{const module={exports:{}};${code}\nreturn module.exports};`;
}

// A document may hold another whole one, as a bundle holds envelopes.
function withReferred(ajv: Ajv2020, schema: string): { $id: string } {
  const own = readSchema(schema);
  for (const [, name = ''] of JSON.stringify(own).matchAll(/"\$ref":"([a-z-]+)\.schema\.json"/g)) {
    const referred = withReferred(ajv, name);
    if (ajv.getSchema(referred.$id) === undefined) ajv.addSchema(referred);
  }
  return own;
}

function instance(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strictTypes: false,
    strictTuples: false,
    verbose: true,
    code: { source: true, formats: _`formats` },
  });
  for (const [name, format] of Object.entries(called.formats)) ajv.addFormat(name, format);
  ajv.addVocabulary(['tsType', 'etsi']);
  ajv.addKeyword({
    keyword: 'refersTo',
    type: 'string',
    schemaType: 'string',
    code: (context) => {
      context.fail(_`!refersTo(rootData, ${context.schema as string}, ${context.data})`);
    },
  });
  ajv.addSchema(readSchema('common'));
  return ajv;
}

function readSchema(name: string): { $id: string } {
  const file = join(packageRoot, 'schemas', `${name}.schema.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as { $id: string };
}
