import type { Job } from '../../domain/batch/job.ts';
import { roleForSlot, type Listing, type SlottedPhoto } from '../../domain/batch/slots.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import { variantKey } from '../../domain/document/resolve.ts';
import { worstVerdict } from '../compliance/order.ts';

/** `none`: not all of it was checked. */
export type CardVerdict = Verdict | 'none';

/** What is known of a photo's output: a verdict, a job of the batch, both or nothing. */
export interface Known {
  readonly verdict: Verdict | null;
  readonly job: Job | null;
  /** It was checked, but something has changed since: that verdict is not today's. */
  readonly isStale: boolean;
}
export type KnownOf = (photo: SlottedPhoto['photo'], key: string) => Known;

export interface ChannelVerdict {
  readonly channel: Channel;
  readonly verdict: CardVerdict;
  /** Nothing is known of it as it is now, and something was before. */
  readonly isStale: boolean;
  readonly slots: readonly string[];
  /** The job that says why it is not simply passed. */
  readonly worst: Job | null;
}

/** One product on the table. */
export interface Card {
  readonly key: string;
  readonly listing: Listing;
  readonly channels: readonly ChannelVerdict[];
  /** Of each photo, over all channels. */
  readonly photos: readonly CardVerdict[];
  readonly verdict: CardVerdict;
  /** Share of its jobs that are over, 0–1; null where none is under way. */
  readonly progress: number | null;
  /** All that was made of it has gone to its channels. */
  readonly isExported: boolean;
  /** A job without a file. */
  readonly failed: Job | null;
}

/** The worst of what was checked; `none` where something was not and nothing is wrong so far. */
export function together(verdicts: readonly CardVerdict[]): CardVerdict {
  const checked = verdicts.filter((verdict): verdict is Verdict => verdict !== 'none');
  const worst = worstVerdict(checked);
  if (worst === 'fail' || worst === 'review') return worst;
  return worst === null || checked.length < verdicts.length ? 'none' : worst;
}

interface Output extends Known {
  readonly photo: string;
  readonly slot: string;
  readonly channel: Channel;
}

const said = ({ verdict, job }: Known): CardVerdict => (job?.error ? 'fail' : (verdict ?? 'none'));

/** What a product's card shows. */
export function cardOf(listing: Listing, channels: readonly Channel[], knownOf: KnownOf): Card {
  const outputs = listing.photos.flatMap(({ photo, slot }) =>
    channels.flatMap((channel): Output[] => {
      const role = roleForSlot(channel, slot);
      const known = role && knownOf(photo, variantKey(channel.id, role.id));
      return known ? [{ ...known, photo: photo.id, slot, channel }] : [];
    })
  );
  const of = (wanted: (output: Output) => boolean) => together(outputs.filter(wanted).map(said));
  const photos = listing.photos.map(({ photo }) => of((output) => output.photo === photo.id));
  return {
    key: listing.key,
    listing,
    photos,
    channels: channels.map((channel) => channelOf(channel, outputs)),
    verdict: together(photos),
    progress: progressOf(outputs.flatMap(({ job }) => job ?? [])),
    isExported: isExported(outputs.flatMap(({ job }) => job ?? [])),
    failed: outputs.find(({ job }) => job?.error)?.job ?? null
  };
}

const isExported = (jobs: readonly Job[]): boolean =>
  jobs.length > 0 && jobs.every(({ state }) => state === 'exported');

function channelOf(channel: Channel, all: readonly Output[]): ChannelVerdict {
  const outputs = all.filter((output) => output.channel === channel);
  const verdict = together(outputs.map(said));
  const worst = outputs.find((output) => said(output) === verdict)?.job ?? null;
  const isStale = verdict === 'none' && outputs.some((output) => output.isStale);
  return { channel, verdict, isStale, slots: outputs.map(({ slot }) => slot), worst };
}

function progressOf(jobs: readonly Job[]): number | null {
  const open = jobs.filter(({ state }) => state === 'queued' || state === 'working').length;
  return open === 0 ? null : 1 - open / jobs.length;
}

export const FILTERS = ['all', 'review', 'fail', 'fixed', 'pass', 'none'] as const;
export type Filter = (typeof FILTERS)[number];
export const SORTS = ['review', 'name', 'added'] as const;
export type Sort = (typeof SORTS)[number];

/** Photos by what was said of them. */
export function countsOf(cards: readonly Card[]): Record<Filter, number> {
  const counts: Record<Filter, number> = { all: 0, review: 0, fail: 0, fixed: 0, pass: 0, none: 0 };
  for (const verdict of cards.flatMap(({ photos }) => photos)) {
    counts.all += 1;
    counts[verdict] += 1;
  }
  return counts;
}

const RANK: Record<CardVerdict, number> = { fail: 0, review: 1, none: 2, fixed: 3, pass: 4 };
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The cards that are looked for, in order. */
export function shownOf(cards: readonly Card[], filter: Filter, query: string, sort: Sort): readonly Card[] {
  const wanted = folded(query.trim());
  const found = cards.filter(
    (card) => (filter === 'all' || card.photos.includes(filter)) && (wanted === '' || says(card, wanted))
  );
  if (sort === 'added') return found;
  if (sort === 'review') return found.sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return found.sort((a, b) => compare(a.listing.label, b.listing.label));
}

/** Words that a product is found by, without accents and in small letters. */
const searched = new WeakMap<Listing, readonly string[]>();

function says({ listing }: Card, wanted: string): boolean {
  const words = searched.get(listing) ?? wordsOf(listing);
  searched.set(listing, words);
  return words.some((word) => word.includes(wanted));
}

function wordsOf({ label, product, photos }: Listing): readonly string[] {
  const said = [label, product?.sku, product?.identifier, product?.title];
  return [...said, ...photos.map(({ photo }) => photo.name)].flatMap((word) => (word ? folded(word) : []));
}
