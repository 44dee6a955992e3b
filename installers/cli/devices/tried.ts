/** What came of trying a device: `sentence` is whole, for people; the rest is what was found, for programs. */
export interface Tried {
  readonly ok: boolean;
  readonly sentence: string;
  readonly found: Readonly<Record<string, unknown>>;
}

/** Resolves with what `settle` was called with, or with `late` after so many seconds. */
export async function within<T>(
  seconds: number,
  late: () => T,
  act: (settle: (value: T) => void) => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => resolve(late()), seconds * 1000);
      try {
        act(resolve);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  } finally {
    clearTimeout(timer);
  }
}
