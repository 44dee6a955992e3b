/** Why what a scanner sent is no code. `params` fill the sentence that a screen has for it. */
export interface MisreadReason {
  readonly code:
    /** Nothing came to tell that the code is whole: unplugged in the middle, or a break inside it. */
    | 'cut-off'
    /** Characters that no barcode of ours has: noise, a wrong speed, a wrong interface. */
    | 'unreadable'
    | 'empty'
    | 'prefix-missing'
    | 'suffix-missing'
    /** More than any code: noise, or a scanner that ends its codes with something else. */
    | 'too-long'
    /** A report of the scanner that is not built as the standard says. */
    | 'report-damaged'
    /** The last character is not what the others ask for; `found` and `expected` are single characters. */
    | 'check-digit'
    /** The pattern fits what its own check rule says nothing of: the desk's setting is wrong. */
    | 'check-impossible'
    /** No pattern of the desk fits, and it accepts no other codes. */
    | 'no-pattern';
  readonly params: Readonly<Record<string, string | number>>;
}
