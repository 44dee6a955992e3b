import type { LibraryMapping } from './library-mapping.ts';
import type { ReasonCode } from './reasons.ts';

/** Whose a branch code is, or the reason why that is not known. */
export type Ownership = { ok: true; isil: string } | { ok: false; reason: ReasonCode };

/** Finds the library of any branch: sub-branches and bookmobiles belong to the nearest named code up their chain of parents. */
export class BranchTree {
  private readonly mapping: LibraryMapping;
  private readonly parents: ReadonlyMap<string, string>;

  constructor(mapping: LibraryMapping, parents: ReadonlyMap<string, string>) {
    this.mapping = mapping;
    this.parents = parents;
  }

  ownerOf(code: string): Ownership {
    if (code === '') return { ok: false, reason: 'branch-empty' };
    if (this.mapping.kind === 'all') return { ok: true, isil: this.mapping.isil };
    for (const step of this.chain(code)) {
      const isil = this.mapping.codes[step];
      if (isil !== undefined) return { ok: true, isil };
    }
    return { ok: false, reason: !this.parents.has(code) ? 'branch-unknown' : 'library-not-named' };
  }

  /** The code at the top of the chain: the library organisation. */
  rootOf(code: string): string {
    return this.chain(code).at(-1) ?? code;
  }

  /** From the code itself upwards; a circle of parents ends where it closes. */
  private chain(code: string): string[] {
    const chain: string[] = [];
    for (let at = code; at !== '' && !chain.includes(at); at = this.parents.get(at) ?? '') chain.push(at);
    return chain;
  }
}
