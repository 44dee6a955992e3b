import { type Device, devicesAsync, HIDAsync } from 'node-hid';
import { type LinkEnd, LinkError } from '../ports/byte-link.ts';
import type { HidApi, HidDevice, ListedHid } from '../ports/hid.ts';
import { LinkLife } from './link-life.ts';

/** This machine's HID devices, through node-hid. */
export const nodeHid: HidApi = {
  async list() {
    const devices = await orLinkError('the list of HID devices', devicesAsync());
    return devices.flatMap(listed);
  },
  async open(path) {
    return openDevice(path, await orLinkError(path, HIDAsync.open(path)));
  },
};

function openDevice(path: string, hid: HIDAsync): HidDevice {
  const life = new LinkLife();
  let reads = false;
  const close = async (end: LinkEnd): Promise<void> => {
    if (life.end !== null) return;
    life.finish(end);
    try {
      await hid.close();
    } catch (error) {
      process.emitWarning(`${path} could not be closed: ${String(error)}`);
    }
  };
  // The package's only word for a device that was pulled is an error; its handle stays open until it is closed.
  hid.on('error', (error: Error) => void close({ why: 'unplugged', detail: `${path}: ${error.message}` }));
  return {
    onReport: (listener) => {
      const stop = life.onBytes(listener);
      // The package begins to read with this, and drops what nobody hears.
      if (!reads) hid.on('data', (report: Uint8Array) => life.receive(report));
      reads = true;
      return stop;
    },
    onEnd: life.onEnd,
    sendFeature: async (report) => {
      await orLinkError(path, hid.sendFeatureReport([...report]));
    },
    close: () => close({ why: 'closed', detail: `${path} was closed` }),
  };
}

/** A device without a path cannot be opened. Usage page 0 is what systems say that do not tell it. */
function listed(device: Device): ListedHid[] {
  if (!device.path) return [];
  return [
    {
      path: device.path,
      vendorId: device.vendorId,
      productId: device.productId,
      serialNumber: device.serialNumber || null,
      manufacturer: device.manufacturer || null,
      product: device.product || null,
      usagePage: device.usagePage || null,
      usage: device.usage || null,
    },
  ];
}

async function orLinkError<T>(name: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new LinkError({ why: 'refused', detail: `${name}: ${detail}` });
  }
}
