import { defineConfig } from 'vitest/config';
import { mutated, nameOf } from './mutation.ts';
import { mutations } from './mutations.ts';

const name = process.env['BALIE_MUTATION'];
const mutation = mutations.find((one) => nameOf(one) === name);
if (!mutation) throw new Error(`there is no mutation "${name}"`);

/** The tests of the rules, over a source with one mistake in it. */
export default defineConfig({
  plugins: [
    {
      name: 'one mistake',
      enforce: 'pre',
      transform: (source: string, id: string) =>
        id.split('?')[0]!.endsWith(`/${mutation.file}`) ? mutated(source, mutation) : null,
    },
  ],
  test: {
    include: ['shared/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/wire.test.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    testTimeout: 60_000,
  },
});
