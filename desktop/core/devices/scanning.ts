import type { Misread, Scan, Scanner, ScannerState } from '@balie/hardware/ports/scanner.ts';
import type { DeviceTested, ScanMisread, ScannerView, ScanRead } from '../../contract/devices.ts';
import type { DevicePorts } from './device-ports.ts';

interface ScanningParts {
  readonly ports: Pick<DevicePorts, 'scanners' | 'timer'>;
  readonly read: (scan: ScanRead) => void;
  readonly misread: (misread: ScanMisread) => void;
  readonly changed: () => void;
}

/** A scanner that is being tried answers within this time, ms. */
const TEST_MS = 15_000;

/** The desk's own scanners: what they read goes to the counter, or to whoever tries one of them. */
export class Scanning {
  private readonly parts: ScanningParts;
  private readonly tests = new Map<string, (tested: DeviceTested) => void>();

  constructor(parts: ScanningParts) {
    this.parts = parts;
    for (const scanner of parts.ports.scanners) {
      scanner.listen({
        scanned: (scan) => this.scanned(scan),
        misread: ({ source, why }: Misread) => this.misread({ source, ...why }),
        changed: () => parts.changed(),
      });
      scanner.start();
    }
  }

  states(): readonly ScannerView[] {
    return this.parts.ports.scanners.map(({ source, state }) => ({
      name: source,
      kind: 'scanner',
      state: stateOf(state),
    }));
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** Resolves with the next code of that scanner; a test that is asked for again takes the place of the one before. */
  test(name: string): Promise<DeviceTested> {
    this.tests.get(name)?.({ kind: 'no-scan', code: 'test-asked-again', params: {} });
    return new Promise((resolve) => {
      const cancel = this.parts.ports.timer.after(TEST_MS, () =>
        end({ kind: 'no-scan', code: 'nothing-came', params: { seconds: TEST_MS / 1000 } }),
      );
      const end = (tested: DeviceTested): void => {
        cancel();
        this.tests.delete(name);
        resolve(tested);
      };
      this.tests.set(name, end);
    });
  }

  async close(): Promise<void> {
    for (const end of this.tests.values()) end({ kind: 'no-scan', code: 'desk-closes', params: {} });
    await Promise.all(this.parts.ports.scanners.map((scanner) => scanner.close()));
  }

  private scanned({ code, symbology, source }: Scan): void {
    const test = this.tests.get(source);
    if (test) test({ kind: 'scan', code, symbology });
    else this.parts.read({ code, symbology, source });
  }

  private misread(misread: ScanMisread): void {
    const { code, params, source } = misread;
    const test = this.tests.get(source);
    if (test) test({ kind: 'no-scan', code, params });
    else this.parts.misread(misread);
  }

  private find(name: string): Scanner | undefined {
    return this.parts.ports.scanners.find(({ source }) => source === name);
  }
}

function stateOf(state: ScannerState): ScannerView['state'] {
  switch (state.kind) {
    case 'ready':
    case 'back':
      return { code: 'ready', params: {} };
    case 'lost':
      return { code: state.why.code, params: { ...state.why.params, detail: state.why.detail } };
    case 'starting':
    case 'closed':
      return { code: state.kind, params: {} };
  }
}
