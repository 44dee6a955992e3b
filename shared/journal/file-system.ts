/** The few file operations that a journal needs; a fake of it loses what was not synced. Journals are ASCII, so text is bytes. */
export interface JournalDisk {
  /** Names of the journal files, sorted. */
  list(): Promise<readonly string[]>;
  /** The whole file as latin-1, so that one character is one byte even where the disk holds junk. */
  read(name: string): Promise<string>;
  /** Opens for appending, creating it (and syncing the folder) when it is not there. */
  open(name: string): Promise<JournalFile>;
  remove(name: string): Promise<void>;
  /** Cuts a file to `length` bytes and syncs it: a torn tail. */
  truncate(name: string, length: number): Promise<void>;
}

/** A disk on which a journal file can give way to another, for what is to be erased from it (A1). */
export interface RewritableDisk extends JournalDisk {
  /** Puts this text in the place of a whole file that nobody has open: whenever the power goes, the old or the new one stands there whole. */
  replace(name: string, text: string): Promise<void>;
}

export interface JournalFile {
  /** Resolves when the text is on the disk (fdatasync), not before. Rejects on a full or failing disk. */
  appendSynced(text: string): Promise<void>;
  close(): Promise<void>;
}
