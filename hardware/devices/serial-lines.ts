import { SerialPort } from 'serialport';
import type { ListedSerial } from '../codecs/discovery/proposals.ts';

/** The serial lines of this machine that a device is behind, USB ones with the ids that they give themselves. */
export async function listSerialLines(): Promise<readonly ListedSerial[]> {
  const lines = await SerialPort.list();
  return lines.map(({ path, manufacturer, serialNumber, pnpId, vendorId, productId }) => ({
    ...{ path, manufacturer, serialNumber, pnpId, vendorId, productId },
  }));
}
