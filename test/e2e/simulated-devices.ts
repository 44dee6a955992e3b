import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { feigLine } from '@balie/hardware/devices/rfid/feig-pad.ts';
import { labelledTag } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { linkOver } from '@balie/hardware/devices/tcp-link.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { layPtyPair, type PtyPair } from '@balie/hardware/simulators/pty-pair.ts';
import { simulateFeigReader } from '@balie/hardware/simulators/rfid/feig-reader.ts';
import { SimulatedField, type SimulatedTag } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { noWireFaults } from '@balie/hardware/simulators/rfid/simulated-reader.ts';
import { SimulatedPrinter } from '@balie/hardware/simulators/simulated-printer.ts';

/** A scanner and a pad on serial lines and a receipt printer on the network, as a desk's profile names them. */
export class SimulatedDevices {
  readonly field = new SimulatedField();
  readonly printer = new SimulatedPrinter({ timer: systemTimer });
  private readonly padLine: PtyPair;
  private readonly scannerLine: PtyPair;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(padLine: PtyPair, scannerLine: PtyPair) {
    this.padLine = padLine;
    this.scannerLine = scannerLine;
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      this.printer.attach(linkOver(socket, 'printer'));
    });
  }

  /** Connected, and written into the profile of the desk at `home`, which is not open yet. */
  static async at(home: string): Promise<SimulatedDevices> {
    const [padLine, scannerLine] = await Promise.all([layPtyPair(), layPtyPair()]);
    const devices = new SimulatedDevices(padLine, scannerLine);
    const reader = await serialLink(feigLine(padLine.deviceEnd))();
    simulateFeigReader(reader, { field: devices.field, wire: noWireFaults(), tagsAtOnce: 7 }, systemTimer);
    await once(devices.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = devices.server.address() as AddressInfo;
    const profile = {
      scanners: [{ name: 'links', link: { kind: 'serial', path: scannerLine.deskEnd } }],
      pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: padLine.deskEnd } }],
      printers: [{ name: 'bonprinter', link: { kind: 'tcp', host: '127.0.0.1', port }, drawer: true }],
    };
    await writeFile(deskHome(home).devices, JSON.stringify(profile));
    return devices;
  }

  /** Tags of these books, secured as on the shelf. */
  tagsOf(numbers: readonly string[]): readonly SimulatedTag[] {
    return numbers.map((item, at) =>
      Object.assign(labelledTag(at + 1, { item }), { afi: usualSecurity.inLibrary }),
    );
  }

  async scan(code: string): Promise<void> {
    const link = await serialLink({
      ...feigLine(this.scannerLine.deviceEnd),
      ...{ baudRate: 9600, parity: 'none' },
    })();
    await link.write(new TextEncoder().encode(`${code}\r`));
    await link.close();
  }

  unplugScanner(): Promise<void> {
    return this.scannerLine.unplug();
  }

  plugScanner(): Promise<void> {
    return this.scannerLine.plug();
  }

  async remove(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await Promise.all([this.padLine.remove(), this.scannerLine.remove()]);
  }
}
