/** Which receipt or slip: of an act of this desk (its last one when null), of what a patron has, of a drawer (this desk's when null), or a test page. */
export type PaperWanted = (
  | { readonly act: string | null }
  | { readonly patron: string }
  | { readonly till: string | null }
  | { readonly test: true }
) & {
  /** The desk's own where it is left out. */
  readonly language?: 'nl' | 'en';
};

/** A receipt or slip exactly as it is printed; no patron's name stands on it (A7). */
export interface PaperView {
  /** What this very paper is asked for by, to print it: with the act that was the last when it was shown. */
  readonly wanted: PaperWanted;
  readonly kind: PaperKind;
  readonly at: number;
  /** It was printed before, and says so. */
  readonly copy: boolean;
  /** SVG, black on nothing, `width` by `height` units, without a word from outside; fit for a `data:` image. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  /** The same in lines of plain text, to be read aloud. */
  readonly text: string;
}

type PaperKind =
  | 'loans'
  | 'returns'
  | 'hold-slip'
  | 'transit-slip'
  | 'ill-slip'
  | 'payment'
  | 'refund'
  | 'till-report'
  | 'overview'
  | 'test';

/** The printer of this desk and what is on its way to it. */
export interface PrintingView {
  readonly printer: {
    readonly code:
      'ready' | 'paper-near-end' | 'paper-out' | 'cover-open' | 'offline' | 'error' | 'unknown' | 'lost';
    readonly params: Readonly<Record<string, string>>;
  };
  /** Why the queue cannot be written, as a code; nothing is printed meanwhile. */
  readonly trouble: string | null;
  readonly jobs: readonly {
    readonly id: string;
    readonly kind: PaperKind;
    /** ms since 1970. */
    readonly at: number;
    /** `asked`: it may be on paper or not; a person looks and answers. */
    readonly state: 'waiting' | 'sending' | 'asked';
  }[];
}

/** Print it (again); it is on paper; it is not wanted. */
export type PrintAnswer = 'again' | 'printed' | 'drop';
