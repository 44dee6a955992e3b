import type { Bodies } from '../journal/kinds.ts';
import type { IllState } from './item-state.ts';

/** Where a copy was seen last, where it was sent, and the IBL request that it is away for. */
export class Whereabouts {
  at: string | null = null;
  transitTo: string | null = null;
  ill: Omit<IllState, 'role'> | null = null;

  arrive(branch: string): void {
    this.at = branch;
    this.transitTo = null;
  }

  ship({ request, due, renewals }: Bodies['ill.ship']): void {
    this.ill = { request, leg: 'shipped', due, renewals };
  }

  /** The borrower may know of it before it knows the supplier's terms. */
  receive({ request }: Bodies['ill.receive']): void {
    const terms = this.ill?.request === request ? this.ill : { due: null, renewals: null };
    this.ill = { ...terms, request, leg: 'received' };
  }

  sendBack({ request, leg }: Bodies['ill.return']): void {
    if (this.ill?.request !== request) return;
    this.ill = leg === 'arrived' ? null : { ...this.ill, leg: 'returning' };
  }

  lose({ request }: Bodies['ill.lost']): void {
    if (this.ill?.request === request) this.ill = { ...this.ill, leg: 'lost' };
  }
}
