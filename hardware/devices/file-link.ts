import { constants, type FileHandle, open } from 'node:fs/promises';
import { LinkError, type ByteLink, type LinkEnd, type OpenLink } from '../ports/byte-link.ts';
import { LinkLife } from './link-life.ts';

/** How often a device file is looked at for bytes, and a full one for room, ms: it cannot be waited for without blocking a thread. */
const LOOK_MS = 20;
const NOTHING_NOW = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);
const PULLED = new Set(['ENODEV', 'ENXIO', 'EIO']);

/**
 * Opens a printer's device file, such as `/dev/usb/lp0` of Linux. Rejects with a `LinkError`, `absent` or `refused`, that names the file. A printer
 * that only listens is never heard, so its state stays unknown.
 */
export function fileLink(path: string): OpenLink {
  return async () => {
    try {
      return linkOver(await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY), path);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new LinkError({ why: code === 'ENOENT' ? 'absent' : 'refused', detail: message });
    }
  };
}

function linkOver(file: FileHandle, path: string): ByteLink {
  const life = new LinkLife();
  let listening: Promise<void> = Promise.resolve();
  let writing: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;

  const shut = (end: LinkEnd): Promise<void> => {
    life.finish(end);
    // A file of a device that is gone may refuse even this; its end has been told.
    closing ??= Promise.all([listening, writing]).then(() => file.close().catch(() => undefined));
    return closing;
  };
  const failed = (error: NodeJS.ErrnoException): Promise<void> =>
    shut({
      why: PULLED.has(error.code ?? '') ? 'unplugged' : 'lost',
      detail: `${path}: ${error.message}`,
    });

  const listen = async (): Promise<void> => {
    const buffer = new Uint8Array(1024);
    while (life.end === null) {
      try {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) life.receive(buffer.subarray(0, bytesRead));
        else await soon();
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        // What only listens says so by refusing to be read.
        if (code === 'EINVAL') return;
        if (!NOTHING_NOW.has(code)) return void failed(error as NodeJS.ErrnoException);
        await soon();
      }
    }
  };
  const put = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length;) {
      if (life.end !== null) throw new LinkError(life.end);
      try {
        at += (await file.write(bytes, at)).bytesWritten;
      } catch (error) {
        if (!NOTHING_NOW.has((error as NodeJS.ErrnoException).code ?? '')) {
          void failed(error as NodeJS.ErrnoException);
          throw error;
        }
        await soon();
      }
    }
  };

  listening = listen();
  return {
    write: (bytes) =>
      life.write((done) => {
        const mine = writing.then(() => put(bytes));
        writing = mine.catch(() => undefined);
        mine.then(() => done(), done);
      }),
    onBytes: life.onBytes,
    onEnd: life.onEnd,
    close: () => shut({ why: 'closed', detail: `${path} was closed` }),
  };
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref());
}
