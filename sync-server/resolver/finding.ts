/** Something that the resolver met and went on from; the monitor counts them by kind. */
export interface ResolverFinding {
  readonly kind:
    | 'bad-leaf'
    | 'bad-body'
    | 'entry-deleted'
    | 'journal-rewound'
    | 'conflict-united'
    | 'payload-missing'
    | 'payload-unfit'
    | 'rules-unknown'
    | 'settled-again';
  readonly database: string;
  readonly id: string;
  readonly detail: string;
}

export type Report = (finding: ResolverFinding) => void;
