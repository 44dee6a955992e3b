/**
 * Whether a number is one that a library gives: to items, to cards, or to guests of everywhere, by the pattern that its policy has for
 * them. The whole number has to fit, also where the pattern has no `^` and `$`.
 */
export function fitsPattern(number: string, pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(number);
}
