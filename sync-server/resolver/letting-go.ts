import type { EntryId } from '@balie/shared/journal/ids.ts';
import {
  type Contribution,
  type Contributions,
  joinContributions,
  pastOf,
} from '@balie/shared/protocol/contribution.ts';
import { type Leaving, leavingOf, letGo } from '@balie/shared/protocol/letting-go.ts';
import type { Past } from '@balie/shared/protocol/past.ts';
import type { Content } from '@balie/shared/protocol/state-document.ts';
import type { ExceptionDocument } from './exception-document.ts';
import type { Timeline } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** Some documents let go of what is over beyond the horizon (L7), and what that said of others is kept there. */
export class LettingGo {
  readonly ids: ReadonlySet<string>;
  private readonly documents: StoredDocuments;
  private readonly timeline: Timeline;
  private readonly lost = new Map<string, Record<string, Contribution>>();

  constructor(documents: StoredDocuments, timeline: Timeline, ids: Iterable<string>) {
    this.documents = documents;
    this.timeline = timeline;
    this.ids = new Set(ids);
  }

  /** By the document that it is for: what was said of it and can be said no more. */
  get said(): ReadonlyMap<string, Contributions> {
    return this.lost;
  }

  /** The contents without what is over, of those that are asked for; documents of merged ids go on sharing theirs. */
  async leave(contents: ReadonlyMap<string, Content>): Promise<ReadonlyMap<string, Content>> {
    const leavings = new Map<string, Leaving>();
    const { horizon, clocks, lines } = this.timeline;
    const within = horizon.clocksWithin(clocks);
    for (const [id, content] of contents)
      if (this.ids.has(id)) leavings.set(id, leavingOf(id, content, horizon, within));
    const isSettled = await this.settled([...leavings.values()].flatMap(({ parts }) => parts));
    const left = new Map<Content, Content>();
    for (const [id, leaving] of leavings) {
      const before = contents.get(id)!;
      const parts = leaving.parts.filter(isSettled);
      if (parts.length === 0) continue;
      const { content, source, said } = letGo(id, left.get(before) ?? before, leaving, parts, lines);
      left.set(before, content);
      for (const [target, one] of said) this.remember(target, pastOf(source), one);
    }
    return new Map([...contents].map(([id, content]) => [id, left.get(content) ?? content]));
  }

  private remember(target: string, source: string, said: Contribution): void {
    const own = this.lost.get(target) ?? {};
    own[source] = own[source] ? joinContributions(own[source], said) : said;
    this.lost.set(target, own);
  }

  /** What a part has to tell is settled by acts that are beyond the horizon themselves: so it is the same whenever it is asked. */
  private async settled(parts: readonly Past[]): Promise<(part: Past) => boolean> {
    const idOf = ({ kind, entry }: { readonly kind: string; readonly entry: EntryId }): string =>
      `exception:${kind}:${entry}`;
    const ids = [...new Set(parts.flatMap(({ exceptions }) => exceptions.map(idOf)))];
    const found = await this.documents.get<ExceptionDocument>(ids);
    const { horizon } = this.timeline;
    const isSettled = (id: string): boolean =>
      Object.entries(found.get(id)?.winner.facts ?? {}).some(
        ([entry, { at, final, line }]) => final && at < horizon.before && horizon.cuts(entry, line),
      );
    return ({ exceptions }) => exceptions.every((one) => isSettled(idOf(one)));
  }
}
