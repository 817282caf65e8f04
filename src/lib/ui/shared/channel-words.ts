import type { Channel } from '../../domain/channels/channel.ts';
import { checkedOn } from '../../domain/channels/limits.ts';
import { m } from '../../paraglide/messages.js';
import { day } from './numbers.ts';

const KINDS: Record<Channel['kind'], () => string> = {
  marketplace: m.channel_kind_marketplace,
  storefront: m.channel_kind_storefront,
  feed: m.channel_kind_feed,
  social: m.channel_kind_social,
  ads: m.channel_kind_ads
};

export const kindWord = (kind: Channel['kind']): string => KINDS[kind]();

const STATUSES: Record<Channel['status'], (read: { date: string }) => string> = {
  'verified-official': m.channel_verified,
  'verified-secondary': m.channel_secondary,
  unverified: m.channel_unverified
};

/** How well a channel's rules are known, and since when. */
export const statusWords = (channel: Channel): string =>
  STATUSES[channel.status]({ date: day(checkedOn(channel)) });

/** A group of channels of one kind, as lists show them. */
export interface ChannelGroup {
  readonly kind: Channel['kind'];
  readonly channels: readonly Channel[];
}

/** Without accents and case, as people search. */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The channels whose name or id has `query` in it, by kind; kinds in the order of their first channel. */
export function groupsOf(channels: readonly Channel[], query: string): ChannelGroup[] {
  const wanted = folded(query.trim());
  const found = channels.filter(({ id, name }) => folded(`${name} ${id}`).includes(wanted));
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, channels: found.filter((channel) => channel.kind === kind) }));
}
