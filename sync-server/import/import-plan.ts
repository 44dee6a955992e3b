import type { ImportReport } from './import-report.ts';
import type { TitleRecord } from './marc/title.ts';

/** What an export comes down to. Every `sourceKey` names its row whenever it is read again, and is unique in its library. */
export type ImportPlan = { libraries: LibraryPlan[]; titles: PlannedTitle[]; report: ImportReport };
export type PlannedTitle = TitleRecord & { sourceKey: string };
export type LibraryPlan = {
  isil: string;
  name: string;
  branches: OpenBranch[];
  items: OpenItem[];
  patrons: OpenPatron[];
  loans: OpenLoan[];
  holds: OpenHold[];
};

export type BranchKind = 'library' | 'branch' | 'sub-branch' | 'bookmobile';

/** `kind` library is the organisation itself, which lends nothing but has closed days. A weekday in neither list is not known. */
export type OpenBranch = {
  sourceKey: string;
  code: string;
  name: string;
  kind: BranchKind;
  parent: string | null;
  phone?: string;
  email?: string;
  hours: OpeningHours[];
  closedWeekdays: number[];
  closedDays: ClosedDay[];
};
/** `weekday` 0 is Monday. `HH:MM`, `closes` up to 24:00. `uncertain`: the export closes before it opens, so the closing is not known. */
type OpeningHours = { weekday: number; opens: string; closes: string; uncertain?: true };
/** Both days `YYYY-MM-DD` and included. */
export type ClosedDay = { from: string; to: string; reason: string };

export type ItemStatus =
  | 'available'
  | 'on-loan'
  | 'lost'
  | 'missing'
  | 'damaged'
  | 'withdrawn'
  | 'in-process'
  | 'on-order'
  | 'in-transit'
  | 'unavailable';

/** `title` is a control number, which may be of a title that is not in `titles`. `currentBranch` may be another library's. */
export type OpenItem = {
  sourceKey: string;
  barcode: string;
  title: string | null;
  callNumber: string | null;
  branch: string;
  currentBranch: string;
  location: string | null;
  status: ItemStatus;
  loanGroup: string;
  priceCents: number | null;
  holdable: boolean;
  circulates: boolean;
  acquired?: string;
};

export type PatronStatus = 'active' | 'blocked' | 'inactive';

/** A guest is a member of another library with a loan or hold here: name and card only, `homeBranch` is where the loan or hold is. */
export type OpenPatron = {
  sourceKey: string;
  kind: 'person' | 'guest';
  cards: PatronCard[];
  category: string;
  homeBranch: string;
  /** Of a guest: the code of the branch at home, and the library's ISIL if it is named in this import. */
  home?: { branch: string; isil: string | null; library: string };
  registered?: string;
  expires?: string;
  status: PatronStatus;
  juvenile: boolean;
  personal: Personal;
};
type PatronCard = { number: string; active: boolean };
export type Personal = {
  familyName: string;
  givenName: string;
  secondGivenName?: string;
  birthDate?: string;
  email?: string;
  phone?: string;
  street?: string;
  postcode?: string;
  city?: string;
};

/** Times in epoch ms. `patron` is a `sourceKey` of the same library. `unlisted`: no item of that barcode is known (L10). */
export type OpenLoan = {
  sourceKey: string;
  item: string;
  unlisted: boolean;
  patron: string;
  branch: string;
  since: number;
  due: number;
  renewalsLeft: number | null;
  lost: boolean;
  stopReason?: string;
  finePerIntervalCents: number | null;
  maxFineCents: number | null;
};

/** `target.id` is a control number or a barcode. `item` is the copy captured, or without `captured` the copy the old system looked for. */
export type OpenHold = {
  sourceKey: string;
  target: { kind: 'title' | 'item'; id: string };
  patron: string;
  pickupBranch: string;
  placed: number;
  suspended: boolean;
  captured?: number;
  item?: string;
};
