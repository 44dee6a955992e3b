import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { FolderLock } from '@balie/desktop/adapters/folder-lock.ts';
import { hexOf } from '@balie/hardware/codecs/hex.ts';
import { reverseBlocks } from '@balie/hardware/codecs/rfid/tag-memory.ts';
import { feigLine } from '@balie/hardware/devices/rfid/feig-pad.ts';
import { labelledTag } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { linkOver } from '@balie/hardware/devices/tcp-link.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { layPtyPair, type PtyPair } from '@balie/hardware/simulators/pty-pair.ts';
import { simulateFeigReader } from '@balie/hardware/simulators/rfid/feig-reader.ts';
import { SimulatedField } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { noWireFaults } from '@balie/hardware/simulators/rfid/simulated-reader.ts';
import { SimulatedPrinter } from '@balie/hardware/simulators/simulated-printer.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'balie-device-'));
const ending: (() => unknown)[] = [];
let homes = 0;
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** `npx balie device ...`; `told` is called with what it said on standard error so far. */
function device(args: readonly string[], told: (errors: string) => void = () => undefined): Promise<Ended> {
  const script = fileURLToPath(new URL('./balie.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, 'device', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ending.push(() => child.kill('SIGKILL'));
  let [out, errors] = ['', ''];
  child.stdout!.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr!.on('data', (text: Buffer) => told((errors += text.toString())));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, errors })));
}

/** With `--json`: the one document, and nothing else, on standard output. */
async function json(
  args: readonly string[],
  told?: (errors: string) => void,
): Promise<{ code: number | null; said: unknown }> {
  const { code, out } = await device([...args, '--json'], told);
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  return { code, said: JSON.parse(out) as unknown };
}

/** A desk's folder with this profile. */
function homeWith(profile: unknown): string {
  const home = join(root, `home-${homes++}`);
  mkdirSync(home);
  writeFileSync(deskHome(home).devices, typeof profile === 'string' ? profile : JSON.stringify(profile));
  return home;
}

async function cable(): Promise<PtyPair> {
  const pair = await layPtyPair();
  ending.push(() => pair.remove());
  return pair;
}

const test = (home: string, ...args: readonly string[]): readonly string[] => [
  'test',
  ...args,
  '--home',
  home,
];

describe('balie device list', () => {
  it('shows what is connected beside what the profile says', async () => {
    const line = await cable();
    const home = homeWith({
      scanners: [
        { name: 'links', link: { kind: 'serial', path: line.deskEnd } },
        { name: 'rechts', link: { kind: 'hid', vendorId: '0C2E', serialNumber: 'nobody-has-this' } },
        { name: 'typt', link: { kind: 'keyboard' } },
      ],
      pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: '/dev/not-there' } }],
      printers: [{ name: 'bon', link: { kind: 'tcp', host: 'bon.example' } }],
    });
    const { code, said } = await json(['list', '--home', home]);
    expect(code).toBe(0);
    expect(said).toMatchObject({
      ...{ ok: true, profile: deskHome(home).devices, problems: [] },
      connected: { serial: expect.any(Array) as unknown, hid: expect.any(Array) as unknown },
      devices: [
        { name: 'links', kind: 'scanner', link: `serial ${line.deskEnd}`, found: true },
        {
          name: 'rechts',
          kind: 'scanner',
          found: false,
          sentence: expect.stringContaining('No HID device') as string,
        },
        { name: 'typt', kind: 'scanner', link: 'keyboard', found: null },
        {
          name: 'plaat',
          kind: 'pad',
          found: false,
          sentence: expect.stringContaining('no such line') as string,
        },
        { name: 'bon', kind: 'printer', link: 'tcp bon.example:9100', found: null },
      ],
    });
    const { out } = await device(['list', '--home', home]);
    expect(out).toContain('plaat  pad, serial /dev/not-there. There is no such line');
  });

  it('says what is wrong with the profile, with line and place, and fails', async () => {
    const home = homeWith('{\n"pads": [{ "name": "plaat", "protocol": "fieg" }]\n}');
    const { code, said } = await json(['list', '--home', home]);
    expect(code).toBe(1);
    expect(said).toMatchObject({ ok: false, devices: [] });
    const [problem] = (said as { problems: string[] }).problems;
    expect(problem).toContain(`${deskHome(home).devices}, line 2: pads[0].protocol is "fieg"`);
  });
});

describe('balie device test', () => {
  it('waits for a scan of one scanner, heard by its codes, and tells code, symbology and what came', async () => {
    const line = await cable();
    const home = homeWith({
      scanners: [{ name: 'links', prefix: '*', link: { kind: 'serial', path: line.deskEnd } }],
    });
    const scanner = await serialLink({ ...feigLine(line.deviceEnd), baudRate: 9600, parity: 'none' })();
    ending.push(() => scanner.close());
    const send = (text: string): void => void scanner.write(new TextEncoder().encode(text));
    const said = json(test(home, 'links'), (errors) => {
      if (errors.includes('should be 1; scan again')) send('*]C030234000517861\r');
      else if (errors.includes('scan again')) send('*]C030234000517862\r');
      else if (errors.includes('scan something')) send(']C030234000517861\r');
    });
    expect(await said).toEqual({
      code: 0,
      said: {
        ...{ ok: true, name: 'links', kind: 'scanner' },
        sentence: 'It read 30234000517861 (code128).',
        ...{ code: '30234000517861', symbology: 'code128', raw: '*]C030234000517861' },
        misread: [
          { raw: ']C030234000517861', code: 'prefix-missing' },
          { raw: '*]C030234000517862', code: 'check-digit' },
        ],
      },
    });
  });

  it('says that nothing was read in time, or that the line is not there', async () => {
    const line = await cable();
    const home = homeWith({
      scanners: [
        { name: 'links', link: { kind: 'serial', path: line.deskEnd } },
        { name: 'weg', link: { kind: 'serial', path: '/dev/not-there' } },
      ],
    });
    const late = await json(test(home, 'links', '--seconds', '1'));
    expect(late).toMatchObject({ code: 1, said: { ok: false, kind: 'scanner' } });
    expect((late.said as { sentence: string }).sentence).toContain('Nothing was read within 1 s');
    const gone = await json(test(home, 'weg'));
    expect(gone).toMatchObject({ code: 1, said: { ok: false } });
    expect((gone.said as { sentence: string }).sentence).toContain(
      '/dev/not-there is not there: is it plugged in',
    );
  });

  it('reads what lies on a pad: number, security, model and label of each tag, damaged ones too', async () => {
    const line = await cable();
    const field = new SimulatedField();
    simulateFeigReader(
      await serialLink(feigLine(line.deviceEnd))(),
      { field, wire: noWireFaults(), tagsAtOnce: 7 },
      systemTimer,
    );
    const [book, turned, damaged] = [labelledTag(1), labelledTag(2), labelledTag(3)];
    book.afi = usualSecurity.inLibrary;
    turned.memory.set(reverseBlocks(turned.memory));
    damaged.memory[6]! ^= 0x01;
    field.put(book, turned, damaged);
    const home = homeWith({
      pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: line.deskEnd } }],
    });
    const { code, said } = await json(test(home, 'plaat'));
    expect(code).toBe(0);
    expect(said).toMatchObject({ ok: true, kind: 'pad', sentence: 'The pad answers, with 3 tags on it.' });
    const model = 'iso-28560-3';
    expect((said as { tags: unknown[] }).tags).toMatchObject([
      {
        ...{ uid: book.uid, afi: 0x07, security: 'in-library', model, crc: 'right', quirks: [] },
        label: { item: '30234000000001', owner: 'NL-0800070000' },
        bytes: hexOf(book.memory),
      },
      {
        uid: turned.uid,
        model,
        crc: 'right',
        quirks: ['blocks-reversed'],
        label: { item: '30234000000002' },
      },
      { uid: damaged.uid, model, crc: 'wrong', reading: 'damaged' },
    ]);
  });

  it('says that a pad is silent', async () => {
    const line = await cable();
    const home = homeWith({
      pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: line.deskEnd } }],
    });
    const { code, said } = await json(test(home, 'plaat', '--seconds', '4'));
    expect(code).toBe(1);
    expect(said).toMatchObject({ ok: false, kind: 'pad', failure: 'pad-silent' });
  });

  it('asks a printer how it is, prints a test page and opens the drawer where that is wanted', async () => {
    const simulated = new SimulatedPrinter({ timer: systemTimer });
    const server = createServer((socket) => simulated.attach(linkOver(socket, 'printer')));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ending.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const home = homeWith({
      printers: [{ name: 'bon', columns: 32, link: { kind: 'tcp', host: '127.0.0.1', port } }],
    });
    expect(await json(test(home, 'bon'))).toMatchObject({
      code: 0,
      said: { ok: true, kind: 'printer', state: { code: 'ready' }, printed: null, drawer: null },
    });
    expect([simulated.papers.length, simulated.drawerOpened]).toEqual([0, 0]);
    const both = await json(test(home, 'bon', '--print', '--drawer'));
    expect(both).toMatchObject({ code: 0, said: { ok: true, printed: 'printed', drawer: true } });
    expect(simulated.papers[0]).toContain('12345678901234567890123456789012');
    expect(simulated.drawerOpened).toBe(1);
    simulated.setPaper(0);
    expect(await json(test(home, 'bon', '--print'))).toMatchObject({
      code: 1,
      said: { ok: false, state: { code: 'paper-out' }, printed: 'not-printed' },
    });
  });

  it('refuses while the desk has its devices open, and what cannot be tried from here', async () => {
    const home = homeWith({
      scanners: [
        { name: 'links', link: { kind: 'serial', path: '/dev/not-there' } },
        { name: 'typt', link: { kind: 'keyboard' } },
      ],
    });
    const lock = await FolderLock.take(deskHome(home).lock);
    const busy = await json(test(home, 'links'));
    expect(busy).toMatchObject({ code: 1, said: { ok: false } });
    expect((busy.said as { sentence: string }).sentence).toMatch(
      /^process \d+ has this desk open already .*core\.lock.*: close its window or end it first, or try/,
    );
    await lock.release();
    for (const [name, why] of [
      ['typt', 'types like a keyboard'],
      ['nobody', 'has no device "nobody"; it has "links", "typt"'],
    ] as const) {
      const { code, errors, out } = await device(test(home, name));
      expect([code, out]).toEqual([1, '']);
      expect(errors).toMatch(new RegExp(`^balie: .*${why}`));
    }
    expect(await device(['test'])).toMatchObject({ code: 2, out: '' });
    expect(await device(['open', '--json'])).toMatchObject({ code: 2, out: '' });
  });
});

const data = fileURLToPath(new URL('../../../shared/data/protocols/', import.meta.url));

describe('balie device rfid decode', () => {
  it('takes bytes in quotes or not, and says for people what they are', async () => {
    const label = hexOf(labelledTag(7).memory).toLowerCase();
    const pairs = label.match(/../g)!;
    for (const args of [[label], pairs, [pairs.join(':')], [`0x${label}`], [`0x${pairs.join(' 0x')}`]]) {
      const { code, out } = await device(['rfid', 'decode', '--hex', ...args]);
      expect(code).toBe(0);
      expect(out).toMatch(
        /^iso-28560-3, checksum right\n {2}item: 30234000000007\n {2}owner: NL-0800070000\n/,
      );
    }
  });

  it('says in one sentence why bytes are nothing, and fails', async () => {
    const { code, said } = await json(['rfid', 'decode', '--hex', 'de ad be ef']);
    expect(code).toBe(1);
    expect(said).toEqual({
      ok: false,
      sentence: expect.stringMatching(/^These 4 bytes are no .*\.$/) as string,
    });
    expect(await json(['rfid', 'decode', '--hex', 'xyz'])).toMatchObject({ code: 1, said: { ok: false } });
    expect(await device(['rfid', 'decode', '--json'])).toMatchObject({ code: 2, out: '' });
  });

  it.skipIf(!existsSync(data))(
    'decodes every known tag and frame (needs ../shared/data/protocols)',
    async () => {
      const read = (name: string): unknown => JSON.parse(readFileSync(join(data, name), 'utf8'));
      const tags = read('rfid-tags-iso28560-3.json') as readonly { hex: string; expect: { id: string } }[];
      const { captured, computed, synthetic } = read('feig-frames.json') as {
        readonly captured: Readonly<Record<string, string>>;
        readonly computed: Readonly<Record<string, { readonly std: string; readonly adv: string }>>;
        readonly synthetic: Readonly<Record<string, string>>;
      };
      for (const { hex, expect: known } of tags)
        expect(await json(['rfid', 'decode', '--hex', hex])).toMatchObject({
          code: 0,
          said: { ok: true, what: 'tag', model: 'iso-28560-3', crc: 'right', fields: { item: known.id } },
        });
      const both = Object.values(computed).flatMap(({ std, adv }) => [std, adv]);
      for (const hex of [...Object.values(captured), ...both, ...Object.values(synthetic)])
        expect(await json(['rfid', 'decode', '--hex', hex])).toMatchObject({
          code: 0,
          said: { ok: true, what: 'frame', protocol: 'feig', crc: 'right' },
        });
    },
  );
});
