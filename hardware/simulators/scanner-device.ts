/** A simulated scanner from the side of the person who holds it. What it does has left the device when the promise resolves. */
export interface ScannerDevice {
  /** Reads a barcode and sends it. `aim` is the AIM id that it sends along. */
  scan(code: string, aim?: string): Promise<void>;
  /** Sends the first part of a code and stops. */
  begin(code: string): Promise<void>;
  /** Sends what is no code. */
  junk(): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
