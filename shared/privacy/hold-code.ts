import { hashText } from '../journal/canonical.ts';

/** Without vowels, which make words, and without L, which is easily misread. */
const SIGNS = '0123456789BCDFGHJKMNPQRSTVWXYZ';

/**
 * What stands on the slip of a hold instead of a name (A7): five signs, like `7K-4PX`, the same wherever it is printed, and another for
 * each hold, so that nobody at the shelf can follow a person.
 */
export function holdCode(patron: string, hold: string): string {
  const number = Number.parseInt(hashText(`${patron} ${hold}`).slice(0, 12), 16);
  let [left, code] = [number, ''];
  for (let place = 0; place < 5; place++) {
    code += SIGNS[left % SIGNS.length]!;
    left = Math.floor(left / SIGNS.length);
  }
  return `${code.slice(0, 2)}-${code.slice(2)}`;
}
