/** Raised with every change below or in what `index-rows.ts` makes of a document: an index of another version is made anew. */
export const SCHEMA_VERSION = 2;

export const SCHEMA = `
  CREATE TABLE patron (id TEXT PRIMARY KEY, name TEXT NOT NULL, born INTEGER, card TEXT NOT NULL, words TEXT NOT NULL);
  CREATE TABLE contact (id TEXT PRIMARY KEY, city TEXT, words TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE card (number TEXT NOT NULL, patron TEXT NOT NULL, active INTEGER NOT NULL, PRIMARY KEY (number, patron)) WITHOUT ROWID;
  CREATE INDEX card_patron ON card (patron);
  CREATE TABLE item (id TEXT PRIMARY KEY, title TEXT, patron TEXT) WITHOUT ROWID;
  CREATE INDEX item_title ON item (title) WHERE title IS NOT NULL;
  CREATE INDEX item_patron ON item (patron) WHERE patron IS NOT NULL;
  CREATE TABLE hold (queue TEXT NOT NULL, patron TEXT NOT NULL, PRIMARY KEY (queue, patron)) WITHOUT ROWID;
  CREATE INDEX hold_patron ON hold (patron);
  CREATE TABLE title (id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT);
  CREATE TABLE isbn (isbn TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (isbn, title)) WITHOUT ROWID;
  CREATE INDEX isbn_title ON isbn (title);
  CREATE VIRTUAL TABLE patron_words USING fts5(words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
  CREATE VIRTUAL TABLE title_words USING fts5(words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
`;

export const TABLES = [
  'patron',
  'contact',
  'card',
  'item',
  'hold',
  'title',
  'isbn',
  'patron_words',
  'title_words',
];

/**
 * `?` is the FTS expression, then how many. Of very many that fit, the first that come are looked at: one types on. Ranking them
 * all would take most of a second in a large library.
 */
export const FIND_PATRONS = `
  SELECT patron.id, patron.name, patron.born, patron.card, contact.city
  FROM (SELECT rowid FROM patron_words WHERE patron_words MATCH ? LIMIT 500) AS hit
  JOIN patron ON patron.rowid = hit.rowid LEFT JOIN contact ON contact.id = patron.id
  ORDER BY patron.name, patron.id LIMIT ?`;

export const FIND_TITLES = `
  SELECT title.id, title.title, title.author
  FROM (SELECT rowid FROM title_words WHERE title_words MATCH ? LIMIT 500) AS hit
  JOIN title ON title.rowid = hit.rowid
  ORDER BY title.title, title.id LIMIT ?`;
