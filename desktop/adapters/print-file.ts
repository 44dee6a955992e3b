import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { PrintRecord, PrintStorage } from '../core/printing/print-queue.ts';
import { writeDurably } from './durable-file.ts';
import { withDiskCodes } from './node-disk.ts';

const KINDS = [
  ...(['loans', 'returns', 'hold-slip', 'transit-slip', 'ill-slip'] as const),
  ...(['payment', 'refund', 'till-report', 'overview', 'test'] as const),
] satisfies readonly PrintRecord['jobs'][number]['kind'][];

const jobSchema = z.strictObject({
  id: z.string(),
  of: z.string(),
  kind: z.enum(KINDS),
  madeAt: z.int(),
  document: z.string(),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  state: z.enum(['waiting', 'sending', 'asked']),
});

const recordSchema = z.strictObject({
  v: z.literal(1),
  jobs: z.array(jobSchema),
  printed: z.array(z.strictObject({ id: z.string(), of: z.string() })),
});

/** The print queue in a file of its own, replaced whole. Rejects with a code of the disk. */
export class PrintFile implements PrintStorage {
  private readonly path: string;
  private readonly damaged: (message: string) => void;

  /** `damaged` is told of a file that cannot be understood; it is kept beside the new one. */
  constructor(path: string, damaged: (message: string) => void) {
    this.path = path;
    this.damaged = damaged;
  }

  load(): Promise<PrintRecord | null> {
    return withDiskCodes(async () => {
      let text: string;
      try {
        text = await readFile(this.path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      return parsed(text) ?? this.setAside();
    });
  }

  save({ jobs, printed }: PrintRecord): Promise<void> {
    return withDiskCodes(() => writeDurably(this.path, JSON.stringify({ v: 1, jobs, printed })));
  }

  private async setAside(): Promise<null> {
    const aside = `${this.path}.damaged`;
    await rename(this.path, aside);
    this.damaged(
      `${this.path} cannot be read and was kept as ${aside}; papers that waited in it are to be printed again.`,
    );
    return null;
  }
}

function parsed(text: string): PrintRecord | null {
  try {
    const { jobs, printed } = recordSchema.parse(JSON.parse(text));
    return { jobs, printed };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
