import { open, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Access, accessMonth, accessSchema } from '@balie/shared/privacy/access.ts';
import type { AccessLog } from '../core/ports.ts';
import { GatheredWrites } from './gathered-writes.ts';

const MONTH_FILE = /^(\d{4}-\d{2})\.log$/;

/** Who opened whose record (A3): a file for each month with a line of JSON for each time, for its owner only. */
export class AccessFolder implements AccessLog {
  private readonly folder: string;
  private readonly lines: GatheredWrites<Access>;

  /** `failed` is told of each write that did not succeed; its lines wait for the next one. */
  constructor(folder: string, failed: (error: unknown) => void) {
    this.folder = folder;
    this.lines = new GatheredWrites((lines) => appendAccess(folder, lines), failed);
  }

  add(access: Access): void {
    this.lines.add(access);
  }

  keepFrom(month: string): Promise<void> {
    return keepAccessFrom(this.folder, month);
  }

  close(): Promise<void> {
    return this.lines.rest();
  }
}

/** Appends each to the file of its month, and makes what is not there. Rejects with the system's error. */
export async function appendAccess(folder: string, lines: readonly Access[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const monthOf = ({ at }: Access): string => accessMonth(Date.parse(at));
  for (const month of new Set(lines.map(monthOf))) {
    const own = lines.filter((line) => monthOf(line) === month);
    const file = await open(join(folder, `${month}.log`), 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const last = size > 0 ? (await file.read({ position: size - 1, length: 1 })).buffer[0] : LINE_END;
      // A program that was killed may have left half a line.
      const start = last === LINE_END ? '' : '\n';
      await file.appendFile(start + own.map((line) => `${JSON.stringify(line)}\n`).join(''));
    } finally {
      await file.close();
    }
  }
}

/** Deletes the files of the months before this one (`2026-11`). */
export async function keepAccessFrom(folder: string, month: string): Promise<void> {
  for (const one of await monthsIn(folder)) if (one < month) await rm(join(folder, `${one}.log`));
}

/** Lines that can be read, the oldest month first, and where those stand that cannot. Without `month` all of them. */
export async function readAccess(
  folder: string,
  month?: string,
): Promise<{ readonly lines: readonly Access[]; readonly damaged: readonly string[] }> {
  const lines: Access[] = [];
  const damaged: string[] = [];
  for (const one of await monthsIn(folder)) {
    if (month !== undefined && one !== month) continue;
    const path = join(folder, `${one}.log`);
    for (const [i, text] of (await readFile(path, 'utf8')).split('\n').entries()) {
      if (!text) continue;
      const read = accessSchema.safeParse(parsed(text));
      if (read.success) lines.push(read.data);
      else damaged.push(`${path}, line ${i + 1}`);
    }
  }
  return { lines, damaged };
}

const LINE_END = '\n'.charCodeAt(0);

async function monthsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).flatMap((name) => MONTH_FILE.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Half a line of a program that was killed is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
