const token = { type: 'string', pattern: '^[\\p{L}_][\\p{L}\\p{N}._-]*$' };
const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' };
const line = { type: 'string', pattern: '^\\S(.*\\S)?$' };
const text = { type: 'string', minLength: 1 };
const href = { type: 'string', minLength: 1, pattern: '^\\S+$' };

const closed = (required: readonly string[], properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const some = (items: object) => ({ type: 'array', minItems: 1, items });

const props = some(closed(['name', 'value'], { name: token, value: line, ns: href }));

const finding = closed(['uuid', 'title', 'description', 'target'], {
  uuid,
  title: line,
  description: text,
  props,
  target: closed(['type', 'target-id', 'status'], {
    type: { enum: ['statement-id', 'objective-id'] },
    'target-id': token,
    status: closed(['state'], {
      state: { enum: ['satisfied', 'not-satisfied'] },
      reason: { enum: ['pass', 'fail', 'other'] },
    }),
  }),
  'related-observations': some(closed(['observation-uuid'], { 'observation-uuid': uuid })),
});

const observation = closed(['uuid', 'description', 'methods', 'collected'], {
  uuid,
  title: line,
  description: text,
  props,
  methods: some({ enum: ['EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN'] }),
  collected: time,
  'relevant-evidence': some(closed(['description'], { href, description: text })),
  remarks: text,
});

const controls = some(closed([], { 'include-controls': some(closed(['control-id'], { 'control-id': token })) }));

const result = closed(['uuid', 'title', 'description', 'start', 'reviewed-controls'], {
  uuid,
  title: line,
  description: text,
  start: time,
  end: time,
  props,
  'reviewed-controls': closed(['control-selections'], { 'control-selections': controls }),
  observations: some(observation),
  findings: some(finding),
});

const metadata = closed(['title', 'last-modified', 'version', 'oscal-version'], {
  title: line,
  'last-modified': time,
  version: line,
  'oscal-version': line,
  roles: some(closed(['id', 'title'], { id: token, title: line })),
  parties: some(closed(['uuid', 'type'], { uuid, type: { enum: ['person', 'organization'] }, name: line })),
  'responsible-parties': some(closed(['role-id', 'party-uuids'], { 'role-id': token, 'party-uuids': some(uuid) })),
});

const resource = closed(['uuid'], {
  uuid,
  title: line,
  rlinks: some(
    closed(['href'], {
      href,
      hashes: some(
        closed(['algorithm', 'value'], {
          algorithm: { const: 'SHA-256' },
          value: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        }),
      ),
    }),
  ),
});

/**
 * The parts of OSCAL's assessment-results model that we write, after its reference documentation (version 1.1.2): what
 * must be there, the closed word lists, the forms of identifiers and times, and nothing that the model does not know.
 */
export const assessmentResults = closed(['assessment-results'], {
  'assessment-results': closed(['uuid', 'metadata', 'import-ap', 'results'], {
    uuid,
    metadata,
    'import-ap': closed(['href'], { href }),
    results: some(result),
    'back-matter': closed([], { resources: some(resource) }),
  }),
});
