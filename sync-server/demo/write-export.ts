import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoExport } from './generate-export.ts';

/** Writes the nine files to `folder`, which is made when missing; files of the same name are replaced. Resolves to their paths. */
export async function writeDemoExport(demo: DemoExport, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = Object.entries(demo.files).map(([name, text]) => ({ path: join(folder, name), text }));
  await Promise.all(files.map(({ path, text }) => writeFile(path, text, 'utf8')));
  return files.map(({ path }) => path);
}
