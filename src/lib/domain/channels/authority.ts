import type { Level, RuleSource } from '../compliance/report.ts';
import type { Channel, Leaf, Source } from './channel.ts';

const isOfficial = ({ authority }: Source) => authority === 'official' || authority === 'official-relayed';

const sourcesOf = (channel: Channel, { src }: Leaf<unknown>) =>
  channel.sources.filter(({ id }) => src.includes(id));

/**
 * How much a figure binds. `required` needs the channel's own word (or its text quoted elsewhere) in a profile that
 * somebody verified; hearsay only recommends (channel data, notes: "suggested policy").
 */
export function effectiveLevel(channel: Channel, leaf: Leaf<unknown>): Level {
  if (leaf.level !== 'required') return leaf.level;
  const binding = channel.status !== 'unverified' && sourcesOf(channel, leaf).some(isOfficial);
  return binding ? 'required' : 'recommended';
}

/** The page to show for a figure: the channel's own where there is one. `checked` is the figure's own date. */
export function ruleSource(channel: Channel, leaf: Leaf<unknown>): RuleSource {
  const sources = sourcesOf(channel, leaf);
  const { title, url } = sources.find(isOfficial) ?? sources[0] ?? { title: channel.name, url: '' };
  return { title, url, checked: leaf.checked };
}
