import type { Level, RuleSource } from '../compliance/report.ts';
import type { Channel, Leaf, Source } from './channel.ts';

const isOfficial = ({ authority }: Source) => authority === 'official' || authority === 'official-relayed';

const isOwn = ({ authority }: Source) => authority === 'user';

const sourcesOf = (channel: Channel, { src }: Leaf<unknown>) =>
  channel.sources.filter(({ id }) => src.includes(id));

/**
 * How much a figure binds. `required` needs the channel's own word (or its text quoted elsewhere) in a profile that
 * somebody verified; hearsay only recommends (channel data, notes: "suggested policy"). A person's own rule binds.
 */
export function effectiveLevel(channel: Channel, leaf: Leaf<unknown>): Level {
  if (leaf.level !== 'required') return leaf.level;
  const sources = sourcesOf(channel, leaf);
  const binding = sources.some(isOwn) || (channel.status !== 'unverified' && sources.some(isOfficial));
  return binding ? 'required' : 'recommended';
}

/**
 * The page to show for a figure: the channel's own where there is one, with no address where none is known. `checked`
 * is the figure's own date. A person's own rule gives its reason instead of a page.
 */
export function ruleSource(channel: Channel, leaf: Leaf<unknown>): RuleSource {
  const sources = sourcesOf(channel, leaf);
  const own = sources.find(isOwn);
  if (own)
    return {
      title: `Your rule, ${leaf.checked}: ${own.title}`,
      url: '',
      checked: leaf.checked,
      reason: own.title
    };
  const { title, url } = sources.find(isOfficial) ?? sources[0] ?? { title: channel.name, url: '' };
  return { title, url: url === 'about:blank' ? '' : url, checked: leaf.checked };
}
