import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const LAYERS = ['domain', 'engine', 'storage', 'pipeline', 'ui', 'embed'];
const HOMELESS = /^(utils?|helpers?|common|core|services|managers|misc)$/;
const GENERATED = join('src', 'lib', 'paraglide');

const under = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file))
        .filter((file) => !file.startsWith(GENERATED))
    : [];
const read = (file: string) => readFileSync(file, 'utf8');
const lineCount = (text: string) => text.trimEnd().split('\n').length;
const withoutStyles = (text: string) => text.replace(/<style[\s\S]*<\/style>/, '');
const sources = ['src', 'tools', 'tests', 'bench']
  .flatMap(under)
  .filter((file) => /\.(ts|mjs|svelte)$/.test(file));
const shipped = sources.filter((file) => !file.startsWith('tests'));

describe('package.json', () => {
  const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;

  it.each(['start', 'dev', 'build', 'serve', 'test', 'lint', 'check', 'bench', 'screenshots'])(
    'has npm run %s',
    (name) => {
      const script = scripts?.[name] ?? '';
      expect(script).not.toBe('');
      const file = /^node (\S+)/.exec(script)?.[1];
      if (file) expect(existsSync(file), file).toBe(true);
    }
  );

  it('pins every version exactly', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});

describe('the house', () => {
  it.each(LAYERS)('%s says in at most 40 lines what it is', (layer) => {
    const readme = join('src/lib', layer, 'README.md');
    expect(existsSync(readme), readme).toBe(true);
    expect(lineCount(read(readme))).toBeLessThanOrEqual(40);
  });

  it('has no folder without a noun', () => {
    const folders = new Set(under('src').flatMap((file) => file.split(/[/\\]/).slice(0, -1)));
    expect([...folders].filter((folder) => HOMELESS.test(folder))).toEqual([]);
  });

  it('has no file of more than 250 lines, styles not counted', () => {
    const long = shipped.map((file) => [file, lineCount(withoutStyles(read(file)))] as const);
    expect(long.filter(([, count]) => count > 250)).toEqual([]);
  });

  it('has no "any"', () => {
    expect(
      shipped.filter((file) => /(:|<|\bas|\|) ?any\b(?! (other|kind|of))/.test(code(read(file))))
    ).toEqual([]);
  });

  it('leaves no work for later in its code', () => {
    const marks = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X'].join(''));
    expect(sources.filter((file) => marks.test(read(file)))).toEqual([]);
  });
});

describe('messages', () => {
  const keys = (locale: string) =>
    Object.keys(JSON.parse(read(`src/lib/ui/messages/${locale}.json`)) as object).sort();

  it('exist in English and Vietnamese alike', () => {
    expect(keys('vi')).toEqual(keys('en'));
    expect(keys('en').length).toBeGreaterThan(1);
  });

  it('name the same values in both', () => {
    const [en, vi] = ['en', 'vi'].map(
      (locale) => JSON.parse(read(`src/lib/ui/messages/${locale}.json`)) as Record<string, unknown>
    );
    const names = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
    const differing = Object.keys(en ?? {}).filter(
      (key) => typeof en?.[key] === 'string' && names(en[key]).join() !== names(vi?.[key]).join()
    );
    expect(differing).toEqual([]);
  });
});

describe('the embed SDK', () => {
  const files = under('src/lib/embed/sdk');

  it('is MIT, with its own licence', () => {
    expect(read('src/lib/embed/sdk/LICENSE')).toMatch(/^MIT License/);
  });

  it('imports nothing but itself', () => {
    const specifiers = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...read(file).matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1])
      );
    expect(specifiers.filter((specifier) => !/^\.\/[\w-]+\.ts$/.test(specifier ?? ''))).toEqual([]);
  });

  it('posts to everyone never, but for the one greeting', () => {
    const scripts = sources.filter((file) => file.startsWith(join('src', 'lib', 'embed')));
    const wild = scripts.filter((file) => /postMessage\([^;]*['"]\*['"]/.test(code(read(file))));
    expect(wild.length).toBeLessThanOrEqual(1);
  });
});

/** A source without its comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
