import { aiDisclosure } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { MetadataMeasure } from '../file-measure.ts';
import type { Finding } from '../report.ts';

/** IPTC NewsCodes "digitalsourcetype": what a model made, in whole or in part. */
const SYNTHETIC: readonly string[] = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'algorithmicMedia'
];

/**
 * How the channel wants AI pictures told (`aiDisclosure`), and what the file says of itself. Who made a picture cannot
 * be seen in it, so nothing fails here: a file that calls itself synthetic in another way than the channel asks is for
 * a person, any other only notes the rule. `measured` is the file's tag, `limit` the tags asked for.
 */
export function aiTag({ measured: { bytes }, channel }: Case): Finding {
  const leaf = aiDisclosure(channel);
  if (!leaf) {
    return finding('ai-tag', OUR_BASIS, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The channel asks for no AI note.'
    });
  }
  const basis = basisOf(channel, leaf);
  if (!bytes) return finding('ai-tag', basis, unread());
  const { when, how, tags } = leaf.value;
  const rule = `The channel asks: ${when} – ${how}.`;
  const limit = tags.join(', ');
  const carried = tagsOf(bytes.metadata);
  const right = carried.find((tag) => tags.includes(tag));
  if (right !== undefined) {
    const message = `The file is marked ${right}, as the channel asks.`;
    return finding('ai-tag', basis, { verdict: 'pass', reason: 'ok', measured: right, limit, message });
  }
  const synthetic = carried.find((tag) => SYNTHETIC.includes(tag));
  if (synthetic !== undefined) {
    const message = `The file calls itself ${synthetic}. ${rule}`;
    return finding('ai-tag', basis, {
      verdict: 'review',
      reason: 'ai-told',
      measured: synthetic,
      limit,
      message
    });
  }
  const message = `The file carries no AI tag. ${rule}`;
  return finding('ai-tag', basis, { verdict: 'pass', reason: 'ai-untold', limit, message });
}

const tagsOf = ({ digitalSourceType, keywords }: MetadataMeasure): string[] => [
  ...(digitalSourceType === null ? [] : [digitalSourceType]),
  ...keywords
];
