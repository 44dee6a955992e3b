import type { Bridge } from '../../contract/contract.ts';
import type { ScanMisread, ScanRead } from '../../contract/devices.ts';
import type { ShellStore } from '../app/shell-state.ts';
import type { Sound } from '../app/sound.ts';
import type { CounterDesk } from '../counter/counter-desk.ts';
import { type DevicesStore, isFromScanner } from './devices-store.ts';
import type { TaggingDesk } from './tagging-desk.ts';

/** What becomes of scans, whoever heard them. */
export interface Scans {
  read(scan: ScanRead): void;
  misread(misread: ScanMisread): void;
}

interface Parts {
  readonly bridge: Pick<Bridge, 'on'>;
  readonly devices: DevicesStore;
  readonly shell: ShellStore;
  readonly counter: Pick<CounterDesk, 'scan' | 'misread'>;
  readonly tagging: Pick<TaggingDesk, 'scan'>;
  readonly play: (sound: Sound) => void;
}

/** Takes the scans of the desk's own scanners from the core, and those of scanners that type as they are handed in. */
export function followScans({ bridge, devices, shell, counter, tagging, play }: Parts): Scans {
  const atCounter = (): boolean => shell.getState().screen === 'counter';
  const scans: Scans = {
    read(scan) {
      devices.setState({ heard: scan });
      shell.setState({ dialog: null });
      if (atCounter()) counter.scan(scan.code, 'scanned');
      else if (isFromScanner(scan, devices.getState())) tagging.scan(scan.code);
    },
    misread(misread) {
      devices.setState({ heard: misread });
      if (atCounter()) counter.misread(misread);
      else play('stop');
    },
  };
  bridge.on('scan.read', scans.read);
  bridge.on('scan.misread', scans.misread);
  return scans;
}
