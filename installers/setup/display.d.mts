export interface Display {
  /** Value for DISPLAY; undefined where windows need none. */
  readonly display: string | undefined;
  readonly virtual: boolean;
  stop(): Promise<void>;
}

/**
 * A screen to open windows on: the machine's own or, where there is none, a virtual one that lasts until `stop`.
 * Give `display` to the programs that open windows as their DISPLAY. `always` asks for a virtual one in any case.
 */
export function openDisplay(options?: { always?: boolean; size?: string }): Promise<Display>;
