import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Couch, Found } from '../couch/couch.ts';
import type { Calendars } from './calendars.ts';
import type { Report } from './finding.ts';
import type { JournalEntry } from './journal-entries.ts';
import type { StoredDocuments } from './stored-documents.ts';
import type { TitleCopies } from './title-copies.ts';
import type { Turns } from './turns.ts';

export interface FoldPorts {
  readonly couch: Couch;
  readonly documents: StoredDocuments;
  readonly titles: TitleCopies;
  readonly calendars: Calendars;
  readonly turns: Turns;
  readonly report: Report;
  /** Documents of the generation before, for a rebuild: of a payload that is no more they say what was in it, or that it was erased. */
  readonly before: (documentIds: readonly string[]) => Promise<ReadonlyMap<string, StateDocument>>;
}

/** The entries of a batch by the documents that they name. */
export type Naming = ReadonlyMap<string, readonly JournalEntry[]>;
export type Stored = ReadonlyMap<string, Found<StateDocument>>;
