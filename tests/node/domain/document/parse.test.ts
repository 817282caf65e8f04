import { describe, expect, it } from 'vitest';
import {
  addPhoto,
  createProject,
  setCutout,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION } from '../../../../src/lib/domain/document/document.ts';
import { MIGRATIONS } from '../../../../src/lib/domain/document/migrations/index.ts';
import { migrate, type Migration } from '../../../../src/lib/domain/document/migrations/migrate.ts';
import { parseInSteps, parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { cutoutEdit, newPhoto } from '../samples.ts';

const PROJECT = setCutout(
  addPhoto(
    setProduct(createProject({ id: 'p', name: 'Mugs', channels: ['amazon'] }), 'm', { sku: 'MUG' }),
    newPhoto('a', { productId: 'm', slot: 'MAIN' })
  ),
  'a',
  cutoutEdit('2')
);

const STROKE = { kind: 'erase', points: [1, 2], radius: 3, hardness: 1, snap: true };

// Any JSON: tests break it on purpose.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const draft = (): any => JSON.parse(JSON.stringify(PROJECT));

describe('parseInSteps', () => {
  const many = (change: (photos: { id: string; size: { width: number } }[]) => void = () => {}) => {
    const json = draft();
    const [first] = json.photos;
    json.photos = Array.from({ length: 450 }, (_, at) => ({ ...structuredClone(first), id: `photo ${at}` }));
    change(json.photos);
    return json;
  };
  const inOne = (json: unknown) => {
    const steps = parseInSteps(json);
    let count = 0;
    for (let step = steps.next(); ; step = steps.next(), count++)
      if (step.done) return { project: step.value, count };
  };

  it('reads what parseProject reads, a part of the photos at a time', () => {
    const { project, count } = inOne(many());
    expect(project).toEqual(parseProject(many()));
    expect(Object.isFrozen(project.photos[449]!.edits.crop)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(4);
  });

  it('refuses what parseProject refuses, in the same words', () => {
    const broken = [
      many((photos) => (photos[333]!.size.width = 0)),
      many((photos) => (photos[400]!.id = photos[2]!.id)),
      { ...many(), products: [] },
      { ...many(), photos: {} },
      { ...many(), version: DOCUMENT_VERSION + 1 },
      null
    ];
    const saidBy = (parse: (json: unknown) => unknown, json: unknown) => {
      try {
        return parse(json);
      } catch (error) {
        return (error as Error).message;
      }
    };
    for (const json of broken) {
      expect(saidBy(inOne, json)).toBe(saidBy(parseProject, json));
      expect(typeof saidBy(inOne, json)).toBe('string');
    }
  });
});

describe('parseProject', () => {
  it('reads back what was saved, deep-frozen', () => {
    const read = parseProject(draft());
    expect(read).toEqual(PROJECT);
    expect(Object.isFrozen(read.photos[0]?.edits.cutout.found?.matte)).toBe(true);
  });

  it('reads all that a catalogue says of products, photos and choices', () => {
    const full = draft();
    full.products.push({
      id: 'full',
      sku: 'MUG-RED-S',
      parent: 'MUG',
      colorFamily: 'Đỏ đậm',
      size: 'S',
      category: 'Mugs',
      lengthMm: 95.5,
      swatch: '#a01020',
      altText: { en: 'A red mug', 'vi-VN': 'Cốc đỏ' },
      rights: { owner: 'Studio Oak', hasModelRelease: false, expires: '2028-02-29' }
    });
    Object.assign(full.photos[0], { path: 'spring/mugs', locale: 'de-DE', prompt: 'mug' });
    full.choices = {
      names: {},
      countries: {},
      scale: 'real',
      guides: { Mugs: 'recipe-1' },
      patterns: ['{sku}_{n}']
    };
    expect(parseProject(full)).toEqual(full);
  });

  it.each<[string, (json: ReturnType<typeof draft>) => void, string]>([
    [
      'a day that there is not',
      (json) => (json.products[0].rights = { expires: '2027-02-29' }),
      'products.0.rights.expires'
    ],
    ['a swatch by name', (json) => (json.products[0].swatch = 'red'), 'products.0.swatch'],
    ['a length of nothing', (json) => (json.products[0].lengthMm = 0), 'products.0.lengthMm'],
    ['an empty path', (json) => (json.photos[0].path = ''), 'photos.0.path'],
    [
      'an unknown scale',
      (json) => (json.choices = { names: {}, countries: {}, scale: 'x' }),
      'choices.scale'
    ],
    ['a photo without size', (json) => delete json.photos[0].size, 'photos.0.size'],
    ['a size that is not whole', (json) => (json.photos[0].size.width = 1.5), 'photos.0.size.width'],
    [
      'a hash in capitals',
      (json) => (json.photos[0].source.sha256 = 'A'.repeat(64)),
      'photos.0.source.sha256'
    ],
    ['a missing edit', (json) => delete json.photos[0].edits.frame, 'photos.0.edits.frame'],
    ['an unknown edit', (json) => (json.photos[0].edits.blur = {}), 'photos.0.edits.blur'],
    ['a fill of 0', (json) => (json.photos[0].edits.frame.fill = 0), 'photos.0.edits.frame.fill'],
    [
      'a confidence above 1',
      (json) => (json.photos[0].edits.cutout.found.confidence = 1.1),
      'photos.0.edits.cutout.found.confidence'
    ],
    [
      'a box without width',
      (json) => (json.photos[0].edits.cutout.ask.prompt.box = { x: 0, y: 0, width: 0, height: 5 }),
      'photos.0.edits.cutout.ask.prompt.box.width'
    ],
    [
      'more clicks than 64',
      (json) => (json.photos[0].edits.cutout.ask.prompt.include = new Array(65).fill({ x: 0, y: 0 })),
      'photos.0.edits.cutout.ask.prompt.include'
    ],
    [
      'a stroke of one and a half points',
      (json) => json.photos[0].edits.cutout.correction.strokes.push({ ...STROKE, points: [1, 2, 3] }),
      'photos.0.edits.cutout.correction.strokes.0.points'
    ],
    [
      'more strokes than 1000',
      (json) => (json.photos[0].edits.cutout.correction.strokes = new Array(1001).fill(STROKE)),
      'photos.0.edits.cutout.correction.strokes'
    ],
    [
      'a feather beyond its slider',
      (json) => (json.photos[0].edits.cutout.correction.feather = 65),
      'photos.0.edits.cutout.correction.feather'
    ],
    [
      'a broken variant',
      (json) => (json.photos[0].variants['amazon/main'] = { frame: {} }),
      'photos.0.variants.amazon/main.frame.ratio'
    ],
    ['an unknown key', (json) => (json.owner = 'me'), 'owner'],
    ['a version that is no number', (json) => (json.version = '1'), 'version'],
    ['version 0', (json) => (json.version = 0), 'version']
  ])('%s is refused with its path', (_title, spoil, path) => {
    const json = draft();
    spoil(json);
    expect(() => parseProject(json)).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path } })
    );
  });

  it.each<[string, (json: ReturnType<typeof draft>) => void, RegExp]>([
    ['two photos of one id', (json) => json.photos.push(json.photos[0]), /two photos/],
    ['two products of one id', (json) => json.products.push(json.products[0]), /two products/],
    ['a photo of an unknown product', (json) => (json.photos[0].productId = 'x'), /product that is not there/]
  ])('%s is refused', (_title, spoil, message) => {
    const json = draft();
    spoil(json);
    expect(() => parseProject(json)).toThrow(message);
  });

  it.each([[null], [undefined], [7], ['{}'], [[]], [{}]])('%j is no project', (json) => {
    expect(() => parseProject(json)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each([
    [{ version: 1 }],
    [{ version: 1, photos: null }],
    [{ version: 1, photos: [null] }],
    [{ version: 1, photos: [{ edits: { cutout: null }, variants: {} }] }],
    [{ version: 2, photos: [{ edits: {}, variants: null }] }],
    [{ version: 2, photos: [{ edits: { frame: null }, variants: {} }] }]
  ])('an old document that is not what its version says is refused as any other: %j', (json) => {
    expect(() => parseProject(json)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('a newer document is refused and left untouched, whatever is in it', () => {
    const newer = { version: DOCUMENT_VERSION + 1, scenes: [{ a: 1 }] };
    const before = JSON.stringify(newer);
    expect(() => parseProject(newer)).toThrow(
      expect.objectContaining({
        code: 'version',
        data: { version: DOCUMENT_VERSION + 1, supported: DOCUMENT_VERSION }
      })
    );
    expect(JSON.stringify(newer)).toBe(before);
    expect(Object.isFrozen(newer)).toBe(false);
  });
});

describe('migrations', () => {
  const steps: Migration[] = [
    { from: 2, up: ({ name, ...rest }) => ({ ...rest, title: name }) },
    { from: 1, up: (document) => ({ ...document, name: `${String(document['name'])}!` }) }
  ];

  it('the released steps are contiguous from version 1 to this build’s', () => {
    const expected = Array.from({ length: DOCUMENT_VERSION - 1 }, (_, index) => index + 1);
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(expected);
  });

  it('steps are taken one by one, in order, each from its own version', () => {
    expect(migrate({ version: 1, name: 'a' }, steps, 3)).toEqual({ version: 3, title: 'a!' });
    expect(migrate({ version: 2, name: 'a' }, steps, 3)).toEqual({ version: 3, title: 'a' });
    expect(migrate({ version: 3, title: 'a' }, steps, 3)).toEqual({ version: 3, title: 'a' });
  });

  it('the input is left as it was, and no step can change its own', () => {
    const input = { version: 1, name: 'a', list: [{ x: 1 }] };
    const before = JSON.stringify(input);
    migrate(input, steps, 3);
    expect(JSON.stringify(input)).toBe(before);
    const careless: Migration = {
      from: 1,
      up: (document) => {
        (document as Record<string, unknown>)['name'] = 'changed';
        return document;
      }
    };
    expect(() => migrate(input, [careless], 2)).toThrow(TypeError);
  });

  it('a missing step is a version error', () => {
    expect(() => migrate({ version: 1 }, steps.slice(0, 1), 3)).toThrow(
      expect.objectContaining({ code: 'version' })
    );
  });
});
