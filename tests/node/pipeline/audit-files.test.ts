import { downloadZip } from 'client-zip';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AUDIT_LIMITS, listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import { seeded } from '../domain/samples.ts';

type Entry = readonly [name: string, input: string];

const zipOf = (entries: readonly Entry[]) =>
  downloadZip(entries.map(([name, input]) => ({ name, input }))).blob();
const listed = async (data: Blob, name = 'set.zip') => listAudit([{ name, data }]);
const reasons = (skipped: Awaited<ReturnType<typeof listAudit>>['skipped']) =>
  skipped.map(({ path, error: { code, data } }) => [
    path,
    code,
    data?.['reason'] ?? data?.['format'] ?? null
  ]);

interface Crafted {
  readonly flags?: number;
  /** What the ZIP says of the size when it is decompressed, bytes. */
  readonly told?: number;
}

/** A ZIP of one deflated entry, byte by byte (APPNOTE 4.3.7, 4.3.12, 4.3.16), so that it may lie. */
function crafted(name: string, content: Uint8Array, { flags = 0, told = content.length }: Crafted): Blob {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(told, 18);
  fields.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, title, packed]);
  const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  const central = Buffer.concat([head, fields, Buffer.alloc(14), title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return new Blob([local, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

describe('what is in files and ZIPs to be checked', () => {
  it('every entry is listed under its ZIP, and read only when it is asked for', async () => {
    const { items, skipped } = await listed(await zipOf([['a/B0C4TR311X.MAIN.jpg', 'pixels']]));
    expect(skipped).toEqual([]);
    expect(items.map(({ path, name }) => [path, name])).toEqual([
      ['set.zip/a/B0C4TR311X.MAIN.jpg', 'B0C4TR311X.MAIN.jpg']
    ]);
    expect(await (await items[0]!.open()).text()).toBe('pixels');
  });

  it('a ZIP in the ZIP is named, and nothing in it is opened', async () => {
    const { items, skipped } = await listed(
      await zipOf([
        ['in.ZIP', 'PK'],
        ['a.jpg', 'a']
      ])
    );
    expect(items).toHaveLength(1);
    expect(reasons(skipped)).toEqual([['set.zip/in.ZIP', 'unsupported-format', 'zip']]);
  });

  it('what systems leave beside pictures is passed over', async () => {
    const litter: Entry[] = ['__MACOSX/._a.jpg', '.DS_Store', 'b/Thumbs.db'].map((name) => [name, 'x']);
    const { items, skipped } = await listed(await zipOf(litter));
    expect([items, skipped]).toEqual([[], []]);
  });

  it('a bomb is told by its directory, before it is decompressed', async () => {
    const { items, skipped } = await listed(crafted('a.jpg', new Uint8Array(5_000_000), {}));
    expect(items).toEqual([]);
    expect(reasons(skipped)).toEqual([['set.zip/a.jpg', 'bad-request', 'compressed-beyond-belief']]);
  });

  it('a bomb that lies about its size ends where it was to end', async () => {
    const { items } = await listed(crafted('a.jpg', new Uint8Array(5_000_000), { told: 1000 }));
    await expect(items[0]!.open()).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('an encrypted entry is told', async () => {
    const { skipped } = await listed(crafted('a.jpg', new Uint8Array([1, 2, 3]), { flags: 1 }));
    expect(reasons(skipped)).toEqual([['set.zip/a.jpg', 'bad-request', 'encrypted']]);
  });

  it('an entry larger than any picture is told', async () => {
    const random = seeded(1);
    const noise = Uint8Array.from({ length: 1_100_000 }, () => random() * 256);
    const told = AUDIT_LIMITS.entryBytes() + 1;
    const { skipped } = await listed(crafted('a.jpg', noise, { told }));
    expect(reasons(skipped)).toEqual([['set.zip/a.jpg', 'file-too-large', null]]);
  });

  it('of a ZIP with more entries than the limit those within are checked, and a row says so; others go on', async () => {
    const many = Array.from({ length: AUDIT_LIMITS.entries + 1 }, (_, index): Entry => [`${index}.jpg`, '']);
    const { items, skipped } = await listAudit([
      { name: 'many.zip', data: await zipOf(many) },
      { name: 'a.jpg', data: new Blob(['a']) }
    ]);
    expect(items).toHaveLength(AUDIT_LIMITS.entries + 1);
    expect(items.at(-1)!.name).toBe('a.jpg');
    expect(reasons(skipped)).toEqual([['many.zip', 'bad-request', 'too-many-entries']]);
  });

  it('stopping ends it', async () => {
    const data = await zipOf([['a.jpg', 'a']]);
    const stopped = listAudit([{ name: 'set.zip', data }], { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('hostile names lead nowhere: no picture is lost, and nothing unseen is shown', async () => {
    const names = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.constantFrom('../../etc/passwd.jpg', 'C:\\con.jpg', '\u202egpj.exe', 'a'.repeat(300) + '.jpg')
      ),
      { minLength: 1, maxLength: 8 }
    );
    await fc.assert(
      fc.asyncProperty(names, async (given) => {
        // An `x` before each part: none is what systems leave beside pictures.
        const named = given.map((name) => `x${name.replace(/[/\\]/g, '$&x')}`);
        const { items } = await listAudit(named.map((name) => ({ name, data: new Blob(['a']) })));
        expect(items).toHaveLength(given.length);
        for (const { path, name } of items) {
          expect(path).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(path.length).toBeLessThanOrEqual(400);
          expect(name.length).toBeLessThanOrEqual(255);
        }
      }),
      { numRuns: 100 }
    );
  });
});
