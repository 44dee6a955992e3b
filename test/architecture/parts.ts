import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One command of `npm run check`. `name` is what the person sees; `group` lets a person ask for a few of them. */
export interface Part {
  readonly name: string;
  readonly group: 'types' | 'lint' | 'format' | 'imports' | 'unused';
  readonly command: readonly string[];
}

export const places = ['shared', 'desktop', 'sync-server', 'hardware', 'installers', 'test'] as const;

/** Every folder with its own tsconfig.json, the root (tests and tools) included. */
export function typedFolders(root: string): string[] {
  const below = places.flatMap((place) => [
    place,
    ...readdirSync(join(root, place), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${place}/${entry.name}`),
  ]);
  return ['.', ...below].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

/** TypeScript 7 checks; `typescript` is the 6 that typescript-eslint and dependency-cruiser read. */
const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript-7/package.json')));

/** The parts in the order in which they are started: the slow ones first, so that two cores end together. */
export function parts(root: string): Part[] {
  const types = typedFolders(root).map((folder): Part => ({
    name: `types ${folder === '.' ? 'tests' : folder}`,
    group: 'types',
    command: ['node', tsc, '-p', folder, '--pretty', 'false'],
  }));
  return [
    { name: 'lint', group: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
    ...types,
    { name: 'format', group: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    {
      name: 'imports',
      group: 'imports',
      command: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...places],
    },
    { name: 'unused', group: 'unused', command: ['knip', '--treat-config-hints-as-errors'] },
  ];
}
