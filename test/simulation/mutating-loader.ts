import nodeModule from 'node:module';
import { mutated } from '../mutate/mutation.ts';
import { mutations } from './mutations.ts';

interface Loaded {
  readonly format?: string;
  readonly source?: string | Uint8Array;
}

/** Node 24's; the types are of Node 20. */
const { registerHooks } = nodeModule as unknown as {
  registerHooks(hooks: {
    load(url: string, context: object, nextLoad: (url: string, context: object) => Loaded): Loaded;
  }): void;
};

/** Loaded before a seed process (`--import`): gives one source file another text, and nothing else. */
const wanted = mutations.find(({ name }) => name === process.env['BALIE_MUTATION']);
if (!wanted) throw new Error(`there is no mutation ${process.env['BALIE_MUTATION']}`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!new URL(url).pathname.endsWith(`/${wanted.file}`)) return loaded;
    const source =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source ?? '').toString();
    return { ...loaded, source: mutated(source, wanted) };
  },
});
