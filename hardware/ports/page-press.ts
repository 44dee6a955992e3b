/** What a printer of the operating system is given: a page of HTML, complete in itself, and its size. */
export interface PressedPage {
  readonly html: string;
  readonly title: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Where pages go: a printer by its name in the operating system (its default when null), or a folder, as PDF files. */
export type PressTarget = { readonly printer: string | null } | { readonly folder: string };

/**
 * Prints pages by the operating system, which tells no more than that it took them. Resolves with null when it did, else with what it
 * said; rejects when nobody knows.
 */
export type PressPage = (page: PressedPage, target: PressTarget) => Promise<string | null>;
