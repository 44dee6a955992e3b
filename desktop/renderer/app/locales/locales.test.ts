import { describe, expect, it } from 'vitest';
import { checkCodeSchema } from '@balie/shared/policy/check-codes.ts';
import { checksNl } from './checks.nl.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

function texts(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, text] of texts(value, here)) found.set(name, text);
  }
  return found;
}

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe('languages', () => {
  const dutch = texts(nl);
  const english = texts(en);

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
  });

  it('put the same values into each sentence', () => {
    for (const [key, text] of dutch) {
      if (key.endsWith('_one') || key.endsWith('_zero')) continue;
      expect(variables(english.get(key) ?? ''), key).toEqual(variables(text));
    }
  });

  it('have a sentence for every check', () => {
    for (const code of checkCodeSchema.options) expect(Object.keys(checksNl)).toContain(code);
  });

  it('have both plurals wherever they have one', () => {
    for (const key of dutch.keys())
      if (key.endsWith('_one')) expect(dutch.has(key.replace(/_one$/, '_other')), key).toBe(true);
  });

  it('say nothing with an exclamation mark, and no empty text but a missing second line', () => {
    for (const words of [dutch, english])
      for (const [key, text] of words) {
        expect(text, key).not.toContain('!');
        if (!/^check\..*\.why$/.test(key)) expect(text, key).not.toBe('');
      }
  });
});
