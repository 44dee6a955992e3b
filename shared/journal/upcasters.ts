/** Turns the body of version `n` of one kind into that of version `n + 1`. */
type Upcaster = (body: Record<string, unknown>) => Record<string, unknown>;

/** Per kind the upcasters from version 1 on; the newest version is their number plus one. Never shortened. */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

const upcasters: Upcasters = {};

interface Versioned {
  readonly kind: string;
  readonly v: number;
  readonly body: Record<string, unknown>;
}

export function newestVersion(kind: string, table: Upcasters = upcasters): number {
  return (Object.hasOwn(table, kind) ? table[kind]!.length : 0) + 1;
}

/** The entry with the body of the newest version, or null when it is newer than this program. */
export function upcast<T extends Versioned>(entry: T, table: Upcasters = upcasters): T | null {
  const newest = newestVersion(entry.kind, table);
  if (entry.v > newest) return null;
  if (entry.v === newest) return entry;
  const steps = table[entry.kind]!.slice(entry.v - 1);
  return { ...entry, v: newest, body: steps.reduce((body, step) => step(body), entry.body) };
}
