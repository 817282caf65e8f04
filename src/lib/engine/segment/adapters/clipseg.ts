import { PackshotError } from '../../../domain/errors.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import type { OnnxModel } from '../models.ts';
import type { Feed, Output, Session } from '../runtime.ts';
import { floatsOf } from '../runtime.ts';
import { misfit, requirePorts, takeOnly, type Adapter, type ModelFiles } from './adapter.ts';
import { contentOf, planeOf, toAlpha } from './answer.ts';
import { frameOf, prepare } from './picture.ts';
import { readTokenizer, readVocabulary, type Tokenizer } from './tokens.ts';

/*
 * CLIPSeg (Lüddecke & Ecker 2022): a word and a picture in, one plane out. Either one graph (`model`), as it is usually
 * exported, or three, of which the picture's runs once a photo: what `image` and `text` put out goes into the inputs
 * of `decoder` that have the same names.
 */

const TEXT = ['input_ids', 'attention_mask'];

/** Words beyond CLIP's 77 tokens would be cut in the middle of what they say. */
const MAX_TOKENS = 77;

type Feeds = Record<string, Feed>;

async function tokenizerOf(files: ModelFiles): Promise<Tokenizer> {
  if (files.has('tokenizer')) return readTokenizer(await files.bytes('tokenizer'));
  return readVocabulary(await files.bytes('vocab'), await files.bytes('merges'));
}

/** int64, [1, tokens]: the numbers, and 1 where there is one that is not padding. @throws `unsupported-prompt` */
function textFeeds({ encode, end }: Tokenizer, text: string, length: number | undefined): Feeds {
  const ids = encode(text);
  if (ids.length > (length ?? MAX_TOKENS)) {
    throw new PackshotError('unsupported-prompt', 'The word is too long for this model', { reason: 'long' });
  }
  const dims = [1, length ?? ids.length];
  const int64 = (at: (i: number) => number): Feed => ({
    type: 'int64',
    data: BigInt64Array.from({ length: dims[1]! }, (_, i) => BigInt(at(i))),
    dims
  });
  return { input_ids: int64((i) => ids[i] ?? end), attention_mask: int64((i) => (i < ids.length ? 1 : 0)) };
}

/** Those of `feeds` that the graph takes. @throws `model-unavailable` (data.reason `shape`) where it wants others */
function feedsFor({ inputs }: Session, feeds: Feeds): Feeds {
  const unknown = inputs.find((name) => !(name in feeds));
  if (unknown !== undefined) throw misfit('shape', `The graph wants ${unknown}, which nothing gives`);
  return Object.fromEntries(inputs.map((name) => [name, feeds[name]!]));
}

const asFeed = (output: Output): Feed => ({ type: 'float32', data: floatsOf(output), dims: output.dims });

/** All that a graph puts out, by name. */
async function allOf(session: Session, feeds: Feeds): Promise<Feeds> {
  const outputs = await session.run(feedsFor(session, feeds), session.outputs);
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, asFeed(output)]));
}

/** Text-segmentation: needs a word. What three graphs compute of the photo is kept for the next word. */
export function clipseg({ input, names, post, tokens }: OnnxModel): Adapter {
  const picture = (photo: Pixels): Feeds => ({ [names.in]: prepare(photo, input).feed });

  const inThree = async (photo: Pixels, text: Feeds, files: ModelFiles, name?: string): Promise<Feeds> => {
    const see = async () => allOf(await files.session('image'), picture(photo));
    const seen = await (name === undefined ? see() : files.once(`image ${name}`, see));
    return { ...seen, ...text, ...(await allOf(await files.session('text'), text)) };
  };
  return async (photo, ask, files, name) => {
    takeOnly(ask, ['word'], true);
    const tokenizer = await files.once('tokenizer', () => tokenizerOf(files));
    const text = textFeeds(tokenizer, ask.prompt.text!, tokens);
    const isOne = files.has('model');
    const feeds = isOne ? { ...text, ...picture(photo) } : await inThree(photo, text, files, name);
    const last = await files.session(isOne ? 'model' : 'decoder');
    requirePorts(last, { inputs: isOne ? [names.in, TEXT[0]!] : [], outputs: [names.out] });
    const { [names.out]: output } = await last.run(feedsFor(last, feeds), [names.out]);
    const { frame, content } = frameOf(photo, input);
    return toAlpha(contentOf(planeOf(output!, names.out), frame, content), post);
  };
}
