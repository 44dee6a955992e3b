import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const ambient = [
  'Date',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'globalThis',
  'console',
  'fetch',
  'Buffer',
  'window',
  'document',
  'navigator',
];

/** What would make a rule of the library depend on where or when it runs. Intl is allowed, with its input given. */
const pure = {
  'no-restricted-globals': [
    'error',
    ...ambient.map((name) => ({
      name,
      message: 'shared/ is pure: time, chance and the machine are handed in.',
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'shared/ is pure: randomness is handed in.' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'CallExpression[callee.property.name=/^(format|formatToParts)$/][arguments.length=0]',
      message: 'Without an argument this formats the present moment; hand the moment in.',
    },
    {
      selector: 'CallExpression[callee.property.name=/^toLocale/][arguments.length=0]',
      message: "Without a locale this follows the machine's settings.",
    },
    {
      selector: 'CallExpression[callee.property.name="localeCompare"][arguments.length<2]',
      message: "Without a locale this follows the machine's settings.",
    },
    { selector: 'ImportExpression', message: 'shared/ loads nothing at run time.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/dist.*/',
      '.balie-runtime/',
      '.balie/',
      'release/',
      'coverage/',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      // One program for all: the places' own programs would each work out the shared types again.
      parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'fetch',
          'AbortSignal',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'require',
          'module',
          '__dirname',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  { rules: { eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-empty': 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    ignores: ['**/locales/**', '**/*.data.ts'],
    rules: { 'max-lines': ['error', 400] },
  },
  { files: ['shared/**/*.ts'], ignores: ['**/*.test.ts'], rules: pure },
);
