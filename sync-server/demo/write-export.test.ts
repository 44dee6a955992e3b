import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateDemoExport } from './generate-export.ts';
import { writeDemoExport } from './write-export.ts';

it('writes the nine files of an export, as UTF-8', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balie-demo-'));
  try {
    const demo = generateDemoExport({ seed: 1, now: Date.parse('2026-11-22T20:00:00Z') });
    const paths = await writeDemoExport(demo, join(folder, 'export'));
    expect(await readdir(join(folder, 'export'))).toEqual(Object.keys(demo.files).sort());
    expect(paths).toHaveLength(9);
    expect(await readFile(join(folder, 'export', 'patrons.csv'), 'utf8')).toBe(demo.files['patrons.csv']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
