/** Three efforts of the Embed API. */
export type Effort = 'fast' | 'auto' | 'best';

/** What `npm run bench -- <which> …` was asked for. */
export interface BenchOptions {
  /** Folder with an `index.json`; null = the benchmark's own pictures. */
  readonly set: string | null;
  /** Parts of photo names; empty = all. */
  readonly names: readonly string[];
  readonly effort: Effort;
  /** One box prompt a photo, around the truth. */
  readonly box: boolean;
  /** Photos are enlarged to this first: timing only. */
  readonly megapixels: number | null;
  /** No more photos than this; null = as many as the benchmark takes. */
  readonly limit: number | null;
  /** Stock imgly runs too. */
  readonly stock: boolean;
  /** Rules that `checks` looks at; empty = all. */
  readonly rules: readonly string[];
  /** What an earlier run measured on the same build is taken as it is. */
  readonly resume: boolean;
}

const EFFORTS: readonly string[] = ['fast', 'auto', 'best'];
const FLAGS: readonly string[] = ['--box', '--no-stock', '--resume'];
const VALUES: readonly string[] = ['--set', '--effort', '--megapixels', '--rules', '--limit'];

/** `--name value` and `--name=value` alike. */
function pairs(args: readonly string[]): { values: Map<string, string>; rest: string[] } {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name = '', ...value] = args[i]!.split('=');
    if (!VALUES.includes(name)) rest.push(args[i]!);
    else values.set(name, value.length > 0 ? value.join('=') : (args[++i] ?? ''));
  }
  return { values, rest };
}

/** @throws Error that says which argument is not understood */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, rest } = pairs(args);
  const unknown = rest.find((arg) => arg.startsWith('--') && !FLAGS.includes(arg));
  if (unknown) throw new Error(`${unknown}? Known: ${[...VALUES, ...FLAGS].join(' ')}`);
  const effort = values.get('--effort') ?? 'auto';
  if (!EFFORTS.includes(effort)) throw new Error(`--effort is one of ${EFFORTS.join(', ')}`);
  const megapixels = values.has('--megapixels') ? Number(values.get('--megapixels')) : null;
  if (megapixels !== null && !(megapixels > 0)) throw new Error('--megapixels is a number above 0');
  const limit = values.has('--limit') ? Number(values.get('--limit')) : null;
  if (limit !== null && !(limit >= 1)) throw new Error('--limit is a number from 1');
  return {
    set: values.get('--set') ?? null,
    names: rest.filter((arg) => !arg.startsWith('--')),
    effort: effort as Effort,
    box: rest.includes('--box'),
    megapixels,
    limit,
    stock: !rest.includes('--no-stock'),
    rules: (values.get('--rules') ?? '').split(',').filter((rule) => rule !== ''),
    resume: rest.includes('--resume')
  };
}
