import { checkFileName, type NameProblem } from '../../channels/naming.ts';
import { basisOf, finding, type CaseOf } from '../finding.ts';
import type { Finding, NameReason } from '../report.ts';

const SAY: Readonly<Record<NameReason, string>> = {
  space: 'it has a space',
  dash: 'it has a dash',
  underscore: 'it has an underscore',
  'special-character': 'it has a letter or sign that is not plain A–Z or 0–9',
  suffix: 'it ends as the channel’s own copies of pictures do',
  'no-extension': 'it has no ending such as .jpg',
  'double-extension': 'it has two endings',
  'extra-full-stop': 'it has too many full stops',
  'extension-mismatch': 'its ending does not fit the file',
  'unknown-variant': 'its variant code does not exist',
  'other-role': 'its variant code belongs to another kind of image',
  'missing-identifier': 'it does not start with an ASIN, ISBN, EAN, UPC, GTIN or JAN',
  'bad-identifier': 'it starts with a number that is no ASIN, ISBN, EAN, UPC, GTIN or JAN',
  'check-digit': 'the check digit of its number is wrong: one digit is mistyped',
  pattern: 'it is not of the form that the channel asks for'
};

/**
 * The channel can tell from the name which product and slot the file is for. A name without an identifier can still be
 * assigned by hand at upload, so that is for a person; anything else would block it. `measured` is the name, `limit`
 * the form it should have.
 */
export function fileName({ measured, channel, role }: CaseOf<'file'>): Finding {
  const { reject, regex, template } = channel.naming;
  const { name } = measured.file;
  const limit = template.value ?? '';
  const [first, ...others] = name === '' ? [] : inOrder(checkFileName(name, channel, role));
  const basis = basisOf(channel, (first && isCharacter(first) ? reject : regex) ?? template);
  if (!first) {
    const isNamed = name !== '';
    return finding('file-name', basis, {
      verdict: isNamed ? 'pass' : 'not-applicable',
      reason: isNamed ? 'ok' : 'unknown',
      measured: name,
      limit,
      message: isNamed ? 'The name says which product and which image it is.' : 'The file has no name yet.'
    });
  }
  return finding('file-name', basis, {
    verdict: first.reason === 'missing-identifier' ? 'review' : basis.breach,
    reason: first.reason,
    measured: name,
    limit,
    message: `${name}: ${[first, ...others].map(({ reason }) => SAY[reason]).join('; ')}.`
  });
}

const CHARACTER_REASONS: readonly NameReason[] = [
  'space',
  'dash',
  'underscore',
  'special-character',
  'suffix',
  'no-extension',
  'double-extension',
  'extra-full-stop'
];

/** Whether the profile's `reject` list, not its pattern, names the problem. */
const isCharacter = ({ reason }: NameProblem) => CHARACTER_REASONS.includes(reason);

/** What blocks an upload goes before what a person can settle. */
function inOrder(problems: readonly NameProblem[]): NameProblem[] {
  const isSoft = ({ reason }: NameProblem) => Number(reason === 'missing-identifier');
  return [...problems].sort((a, b) => isSoft(a) - isSoft(b));
}
