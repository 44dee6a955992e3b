import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parts, places, typedFolders } from './parts.ts';
import { planted, sound } from './planted.ts';
import { runPart } from './run-checks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const longest = 60_000;

/** A small project with this project's rules, in which every file breaks one of them or none. */
describe('the checks bite', () => {
  const copy = mkdtempSync(join(tmpdir(), 'balie-canary-'));
  const configs = [
    'package.json',
    'eslint.config.js',
    'knip.json',
    '.dependency-cruiser.mjs',
    '.prettierrc.json',
    '.prettierignore',
    'tsconfig.base.json',
    'tsconfig.lint.json',
  ];

  beforeAll(() => {
    for (const file of configs) cpSync(join(root, file), join(copy, file));
    for (const folder of typedFolders(root)) {
      mkdirSync(join(copy, folder), { recursive: true });
      cpSync(join(root, folder, 'tsconfig.json'), join(copy, folder, 'tsconfig.json'));
    }
    linkPackages(copy);
    for (const place of places) {
      mkdirSync(join(copy, place), { recursive: true });
      cpSync(join(root, place, 'package.json'), join(copy, place, 'package.json'));
    }
    const texts = Object.fromEntries(Object.entries(planted).map(([path, { text }]) => [path, text]));
    for (const [path, text] of Object.entries({ ...sound, ...texts })) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  /** Runs a part of `npm run check` on the copy, with arguments that make its answer readable by a program. */
  async function answer(name: string, ...args: string[]): Promise<string> {
    const part = parts(copy).find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error(`There is no check "${name}".`);
    const { passed, output } = await runPart({ ...part, command: [...part.command, ...args] }, copy);
    expect(passed, `${name} has to fail on the planted faults`).toBe(false);
    return output;
  }

  it(
    'imports: every forbidden direction is reported, and no other',
    async () => {
      const output = await answer('imports');
      const said = [...output.matchAll(/^ *error ([\w-]+): (\S+)/gm)].map(
        ([, rule = '', file = '']) => [file, rule] as const,
      );
      expect(bySource(said)).toEqual(expected('imports'));
    },
    longest,
  );

  it(
    'imports: no rule is without a planted fault',
    async () => {
      const config = (await import(join(root, '.dependency-cruiser.mjs'))) as {
        default: { forbidden: { name: string }[] };
      };
      const rules = config.default.forbidden.map(({ name }) => name);
      expect(new Set(Object.values(planted).flatMap(({ imports }) => imports ?? []))).toEqual(new Set(rules));
    },
    longest,
  );

  it(
    'lint: every impurity and every hidden fault is reported, and no other',
    async () => {
      const output = await answer('lint', '--format', 'json');
      const results = JSON.parse(output.slice(output.indexOf('['))) as {
        filePath: string;
        messages: { ruleId: string | null; severity: number }[];
      }[];
      const said = results.flatMap(({ filePath, messages }) =>
        messages
          .filter(({ severity }) => severity === 2)
          .map(({ ruleId }) => [relative(copy, filePath), ruleId ?? 'error'] as const),
      );
      expect(bySource(said)).toEqual(expected('lint'));
    },
    longest,
  );

  it(
    'types: no place knows a name of a machine that it must not know',
    async () => {
      for (const folder of ['shared', 'hardware', 'desktop/contract', 'desktop/core', 'desktop/renderer']) {
        const output = await answer(`types ${folder}`);
        const faults = Object.entries(planted).filter(([path]) => path.startsWith(`${folder}/`));
        for (const [path, { unknown = [] }] of faults) {
          for (const name of unknown)
            expect(output, path).toMatch(new RegExp(`${path}.*error TS.*'${name}'`));
        }
        const elsewhere = output
          .split('\n')
          .filter(
            (line) =>
              line.startsWith(`${folder}/`) &&
              !line.includes('/bad/') &&
              !line.startsWith('hardware/devices/'),
          );
        expect(elsewhere).toEqual([]);
      }
    },
    longest,
  );

  it(
    'format: a file in another form is reported',
    async () => {
      writeFileSync(join(copy, 'test/simulation/form.ts'), 'export const form = "double"\n');
      expect(await answer('format')).toContain('test/simulation/form.ts');
    },
    longest,
  );

  it(
    'unused: a file, an export and a dependency that nobody uses are reported',
    async () => {
      const manifest = join(copy, 'shared/package.json');
      writeFileSync(
        manifest,
        readFileSync(manifest, 'utf8').replace('"zod"', '"nobody-uses-me": "1.0.0", "zod"'),
      );
      const output = await answer('unused', '--reporter', 'json');
      const { issues } = JSON.parse(output.slice(output.indexOf('{'))) as {
        issues: (Record<'files' | 'exports' | 'dependencies', { name: string }[]> & { file: string })[];
      };
      const named = (file: string, kind: 'files' | 'exports' | 'dependencies'): string[] =>
        issues.filter((issue) => issue.file === file).flatMap((issue) => issue[kind].map(({ name }) => name));
      expect(named('shared/bad/date.ts', 'files')).toEqual(['shared/bad/date.ts']);
      expect(named('desktop/adapters/thing.ts', 'exports')).toContain('mine');
      expect(named('shared/package.json', 'dependencies')).toContain('nobody-uses-me');
    },
    longest,
  );
});

function expected(tool: 'imports' | 'lint'): Record<string, string[]> {
  return bySource(
    Object.entries(planted).flatMap(([path, fault]) =>
      (fault[tool] ?? []).map((rule) => [path, rule] as const),
    ),
  );
}

/** Rules by file, each named once, in a fixed order. */
function bySource(said: readonly (readonly [string, string])[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [file, rule] of said) found[file] = [...new Set([...(found[file] ?? []), rule])].sort();
  return found;
}

/** The copy uses the packages that are installed here, but its own workspaces. */
function linkPackages(copy: string): void {
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@balie'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@balie' && name !== '.cache')
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const place of places) symlinkSync(join(copy, place), join(modules, '@balie', place));
}
