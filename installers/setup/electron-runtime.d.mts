export interface ElectronRuntime {
  readonly executable: string;
  readonly folder: string;
  readonly version: string;
  readonly source: string;
}

/** The Electron that is ready for use, looked for in a fixed order; undefined where none is. */
export function findElectron(): ElectronRuntime | undefined;

/** Path of the Electron program. Throws a sentence that says what to run where there is none. */
export function electronExecutable(): string;

/** What Electron has to be told on this machine: as root its sandbox does not work. */
export function electronFlags(): string[];

/** Makes sure that there is an Electron, and says in a phrase which was taken. */
export function prepareElectron(): Promise<string>;
