import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkError, type ByteLink, type LinkEnd, type OpenLink } from '../ports/byte-link.ts';
import { layPtyPair, type PtyPair } from '../simulators/pty-pair.ts';
import { serialLink, type SerialSettings } from './serial-link.ts';
import { linkOver, tcpLink } from './tcp-link.ts';

/** A desk's link, the device's end of it, and how the connection breaks without either closing it. */
interface Joined {
  readonly desk: ByteLink;
  readonly device: ByteLink;
  readonly open: OpenLink;
  breakIt(): Promise<void>;
}

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const feigLine = (path: string): SerialSettings => ({
  path,
  baudRate: 38_400,
  dataBits: 8,
  parity: 'even',
  stopBits: 1,
});

async function laid(): Promise<PtyPair> {
  const pair = await layPtyPair();
  cleanups.push(() => pair.remove());
  return pair;
}

async function overPty(): Promise<Joined> {
  const pair = await laid();
  const open = serialLink(feigLine(pair.deskEnd));
  const [desk, device] = await Promise.all([open(), serialLink(feigLine(pair.deviceEnd))()]);
  cleanups.push(() => Promise.all([desk.close(), device.close()]));
  return { desk, device, open, breakIt: () => pair.unplug() };
}

async function listening(): Promise<{ server: Server; open: OpenLink }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanups.push(() => new Promise((closed) => server.close(closed)));
  return { server, open: tcpLink({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }) };
}

async function overTcp(): Promise<Joined> {
  const { server, open } = await listening();
  const [desk, [socket]] = await Promise.all([open(), once(server, 'connection')]);
  const device = linkOver(socket, 'device');
  cleanups.push(() => Promise.all([desk.close(), device.close()]));
  return { desk, device, open, breakIt: async () => void socket.resetAndDestroy() };
}

function heardAll(link: ByteLink, count: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const all: number[] = [];
    const stop = link.onBytes((bytes) => {
      all.push(...bytes);
      if (all.length < count) return;
      stop();
      resolve(Uint8Array.from(all));
    });
  });
}

const ended = (link: ByteLink): Promise<LinkEnd> => new Promise((resolve) => link.onEnd(resolve));
const refusal = (opening: Promise<unknown>): Promise<LinkEnd> =>
  opening.then(
    () => expect.unreachable('it opened'),
    (error: unknown) => (error as LinkError).end,
  );

describe.each([
  { name: 'serial line', join: overPty, broken: 'unplugged' },
  { name: 'socket', join: overTcp, broken: 'lost' },
])('a $name', ({ join, broken }) => {
  it('carries every byte, in order, both ways', async () => {
    const { desk, device } = await join();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        async (there, back) => {
          const heard = [heardAll(device, there.length), heardAll(desk, back.length)];
          await Promise.all([desk.write(there), device.write(back)]);
          expect(await Promise.all(heard)).toEqual([there, back]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('tells every listener its own copy of a piece, until the listener stops', async () => {
    const { desk, device } = await join();
    const stopped: Uint8Array[] = [];
    desk.onBytes((bytes) => stopped.push(bytes))();
    desk.onBytes((bytes) => bytes.length)();
    const [first, second] = [heardAll(desk, 2), heardAll(desk, 2)];
    await device.write(Uint8Array.of(7, 8));
    expect(await first).toEqual(Uint8Array.of(7, 8));
    expect(await second).toEqual(Uint8Array.of(7, 8));
    expect(stopped).toEqual([]);
  });

  it('says once that it was closed, also to who asks later, and takes no more bytes', async () => {
    const { desk } = await join();
    const ends: LinkEnd[] = [];
    desk.onEnd((end) => ends.push(end));
    await desk.close();
    await desk.close();
    desk.onEnd((end) => ends.push(end));
    expect(ends.map(({ why }) => why)).toEqual(['closed', 'closed']);
    await expect(desk.write(Uint8Array.of(1))).rejects.toThrow(LinkError);
  });

  it('says how it ended when nobody closed it', async () => {
    const { desk, breakIt } = await join();
    const end = ended(desk);
    await breakIt();
    expect(await end).toMatchObject({ why: broken });
    await expect(desk.write(Uint8Array.of(1))).rejects.toThrow(LinkError);
    await desk.close();
  });
});

describe('a serial line', () => {
  it('cannot be opened where there is none, or by two at once; the refusal names it', async () => {
    const pair = await laid();
    const absent = await refusal(serialLink(feigLine(`${pair.deskEnd}-absent`))());
    expect(absent).toMatchObject({ why: 'absent' });
    expect(absent.detail).toContain(`${pair.deskEnd}-absent`);
    const link = await serialLink(feigLine(pair.deskEnd))();
    cleanups.push(() => link.close());
    expect(await refusal(serialLink(feigLine(pair.deskEnd))())).toMatchObject({ why: 'refused' });
  });

  it('notices that it was pulled, also in the middle of a read', async () => {
    const pair = await laid();
    for (let time = 0; time < 4; time += 1) {
      await pair.plug();
      const link = await serialLink(feigLine(pair.deskEnd))();
      const end = ended(link);
      await pair.unplug();
      expect(await end).toMatchObject({ why: 'unplugged' });
    }
  });

  it('opens again once the cable is back', async () => {
    const pair = await laid();
    const first = await serialLink(feigLine(pair.deskEnd))();
    const end = ended(first);
    await pair.unplug();
    await end;
    expect(await refusal(serialLink(feigLine(pair.deskEnd))())).toMatchObject({ why: 'absent' });
    await pair.plug();
    const again = await serialLink(feigLine(pair.deskEnd))();
    await again.close();
  });
});

describe('a socket', () => {
  it('is refused by name where nobody listens', async () => {
    const { server, open } = await listening();
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    const end = await refusal(open());
    expect(end).toMatchObject({ why: 'refused' });
    expect(end.detail).toContain(`127.0.0.1:${port}`);
  });

  it('is lost when the device ends the connection', async () => {
    const { desk, device } = await overTcp();
    const end = ended(desk);
    await device.close();
    expect(await end).toMatchObject({ why: 'lost' });
  });
});
