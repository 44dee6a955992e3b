/** The CSV files of an export: the columns that are read, and those of them without which a row means nothing. */
export const EXPORT_FILES = {
  branches: {
    file: 'branches.csv',
    keys: ['code'],
    columns: ['code', 'name', 'parent_code', 'kind', 'phone', 'email'],
  },
  openingHours: {
    file: 'opening-hours.csv',
    keys: ['branch', 'weekday', 'opens', 'closes'],
    columns: ['branch', 'weekday', 'opens', 'closes'],
  },
  closedDays: {
    file: 'closed-days.csv',
    keys: ['branch', 'from'],
    columns: ['branch', 'from', 'to', 'reason'],
  },
  items: {
    file: 'items.csv',
    keys: ['barcode'],
    columns: [
      'barcode',
      'title_control_number',
      'call_number',
      'owning_branch',
      'current_branch',
      'shelf_location',
      'status',
      'material',
      'price',
      'holdable',
      'circulates',
      'created',
    ],
  },
  patrons: {
    file: 'patrons.csv',
    keys: ['card'],
    columns: [
      'card',
      'family_name',
      'given_name',
      'second_given_name',
      'birth_date',
      'email',
      'phone',
      'street',
      'postcode',
      'city',
      'category',
      'home_branch',
      'registered',
      'expires',
      'status',
      'juvenile',
    ],
  },
  cards: {
    file: 'cards.csv',
    keys: ['card', 'patron_card'],
    columns: ['card', 'patron_card', 'active'],
  },
  loans: {
    file: 'loans.csv',
    keys: ['item_barcode', 'patron_card'],
    columns: [
      'item_barcode',
      'patron_card',
      'branch',
      'checked_out_at',
      'due_at',
      'returned_at',
      'renewals_left',
      'fine_per_interval',
      'max_fine',
      'stop_reason',
    ],
  },
  holds: {
    file: 'holds.csv',
    keys: ['target', 'patron_card'],
    columns: [
      'target_kind',
      'target',
      'patron_card',
      'pickup_branch',
      'placed_at',
      'suspended',
      'captured_at',
      'fulfilled_at',
      'cancelled_at',
      'current_item',
    ],
  },
} as const;

export type CsvKind = keyof typeof EXPORT_FILES;
export type ColumnOf<K extends CsvKind> = (typeof EXPORT_FILES)[K]['columns'][number];
export type RowOf<K extends CsvKind> = Readonly<Record<ColumnOf<K>, string>>;

/** Titles are in any file with one of these endings; what they hold decides how they are read. */
export const TITLE_ENDINGS = ['.marcxml', '.xml', '.mrc', '.marc', '.iso2709'];
