import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { places, typedFolders } from './parts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('every source is checked by exactly one tsconfig.json, so that none escapes and none is checked too mildly', () => {
  const checkedBy = new Map<string, string[]>();
  for (const folder of typedFolders(root)) {
    for (const file of sourcesOf(folder)) checkedBy.set(file, [...(checkedBy.get(file) ?? []), folder]);
  }
  const sources = places.flatMap((place) =>
    ts.sys.readDirectory(
      join(root, place),
      ['.ts', '.tsx', '.mts'],
      ['**/node_modules', '**/dist', '**/dist.*'],
    ),
  );
  const wrong = sources
    .map((file) => relative(root, file))
    .filter((file) => !/\.d\.m?ts$/.test(file) && checkedBy.get(file)?.length !== 1);
  expect(wrong.map((file) => `${file}: ${checkedBy.get(file)?.join(', ') ?? 'by none'}`)).toEqual([]);
});

it('a place without Node or screens stays so', () => {
  const machineOf = (folder: string) => {
    const { lib, types } = optionsOf(folder);
    return { screens: lib?.some((name) => name.includes('dom')) ?? true, types };
  };
  for (const folder of ['shared', 'hardware', 'desktop/core']) {
    expect(machineOf(folder), folder).toEqual({ screens: false, types: [] });
  }
  expect(machineOf('desktop/contract').types).toEqual([]);
  expect(machineOf('desktop/renderer').types).not.toContain('node');
});

function parsed(folder: string): ts.ParsedCommandLine {
  const file = join(root, folder, 'tsconfig.json');
  const read = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  return ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(file));
}

function sourcesOf(folder: string): string[] {
  return parsed(folder).fileNames.map((file) => relative(root, file));
}

function optionsOf(folder: string): ts.CompilerOptions {
  return parsed(folder).options;
}
