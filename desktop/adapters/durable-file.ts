import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file so that, whatever happens, either the old or the new text stands there whole. Readable by its owner only. */
export async function writeDurably(
  path: string,
  text: string,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text, encoding);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(dirname(path));
}

/** Makes names in a folder last. Windows keeps them without being asked and lets nobody open a folder. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
