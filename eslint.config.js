import tseslint from 'typescript-eslint';

/** Who may import whom. A message says what to do instead. */
const house = [
  {
    in: ['schemas/**'],
    never: ['**/standard/**', '**/suites/**', '**/harness/**', '**/reports/**'],
    because: 'schemas describe documents; they know no stage.',
  },
  {
    in: ['suites/**/*.spec.ts'],
    never: [
      '**/harness/**',
      '**/reports/**',
      '**/judging.ts',
      'node:*',
      'chai',
      '**/schemas/*',
      '!**/schemas/types.ts',
    ],
    because: 'a spec judges evidence only, in the words of the vocabulary. Another fact is needed? Ask a probe for it.',
  },
  {
    in: ['suites/*.ts'],
    never: ['**/harness/**', '**/reports/**', 'node:*'],
    because: 'suites are pure functions of evidence.',
  },
  {
    in: ['suites/*/*.ts'],
    never: [
      '**/harness/**',
      '**/reports/**',
      '**/judging.ts',
      '**/*.spec.ts',
      'node:*',
      'chai',
      '**/schemas/*',
      '!**/schemas/types.ts',
    ],
    because: 'what the specs of a group share speaks of evidence only, in the words of the vocabulary.',
  },
  {
    in: ['harness/**'],
    except: [
      ...['harness/commands/**', 'harness/development/**', 'harness/judge/**', 'harness/standard/**'],
      'harness/real-servers/**',
    ],
    never: ['**/suites/**', '**/reports/**', '**/commands/**'],
    because: 'only the commands join the stages; see harness/commands.',
  },
  {
    in: ['harness/judge/**', 'harness/standard/**'],
    never: ['**/reports/**', '**/commands/**', '**/gather/**', '**/probes/**'],
    because: 'judging and the standard work on documents alone.',
    except: ['harness/standard/render/**'],
  },
  {
    in: ['harness/standard/render/**'],
    never: [
      ...['build', 'samples', 'sign', 'verify', 'registry', 'accreditation'].map((room) => `**/reports/${room}/**`),
      ...['**/commands/**', '**/gather/**', '**/probes/**'],
    ],
    because: 'the document of the standard shares the look of the reports (reports/render) and nothing else of them.',
  },
  {
    in: ['harness/probes/**'],
    never: [
      '**/suites/**',
      '**/reports/**',
      '**/judge/**',
      '**/plan/**',
      '**/evidence/**',
      '**/commands/**',
      '**/reference-toy/**',
    ],
    because: 'a probe observes alone: it knows no verdict, no plan and no store.',
    except: ['harness/probes/**/*.test.ts'],
  },
  {
    in: ['harness/gather/**', 'harness/plan/**', 'harness/evidence/**'],
    never: ['**/suites/**', '**/reports/**', '**/commands/**', '**/probes/*/*', '!**/probes/shared/printable.ts'],
    because: 'a stage works from the file of the stage before; probes are found by path.',
    except: ['**/*.test.ts'],
  },
  {
    in: ['reports/**'],
    never: ['**/suites/**', '**/harness/**'],
    because: 'a verifier must run where no harness is installed.',
  },
];

const walls = house.map((rule) => ({
  files: rule.in.map((glob) => (glob.endsWith('.ts') ? glob : `${glob}/*.ts`)),
  ignores: rule.except ?? [],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: rule.never, message: rule.because }] }] },
}));

const noHooks = ['before', 'after', 'beforeEach', 'afterEach'].map((name) => ({
  name,
  message: 'a spec holds no state; hooks hide it.',
}));
const noWorld = ['Date', 'fetch', 'process', 'setTimeout', 'setInterval', 'performance', 'crypto', 'globalThis'].map(
  (name) => ({
    name,
    message: 'a verdict depends on evidence only, so that anyone can judge it again.',
  }),
);

// A folder that somebody sent may hold such a file.
const foreign = {
  name: 'puppeteer',
  message: 'it runs a configuration file that lies in the current folder; puppeteer-core does not.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'runs/**', 'schemas/types.ts', '*.js', '*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 40],
      'max-params': ['error', 3],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNever: true, allowNullish: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'exports have names.' }],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [foreign] }],
    },
  },
  {
    files: ['**/*.test.ts', 'suites/**/*.spec.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  {
    files: ['suites/**/*.spec.ts', 'suites/*/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...noHooks, ...noWorld] },
  },
  ...walls,
);
