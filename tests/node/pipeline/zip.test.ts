import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { MemorySink, writeZips, type ZipEntry, type ZipSink } from '../../../src/lib/pipeline/zip.ts';

const entry = (zip: string, name: string, bytes = 10, onplaced?: (zip: string) => void): ZipEntry => ({
  zip,
  name,
  blob: new Blob([new Uint8Array(bytes).fill(name.length)]),
  ...(onplaced && { onplaced })
});

async function* listed(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries;
}

/** What a reader of another make finds: names and bytes by ZIP. */
async function unzipped(sink: MemorySink): Promise<Record<string, Record<string, number>>> {
  const zips = sink.zips.map(async ({ name, blob }) => {
    const entries = await new ZipReader(new BlobReader(await blob)).getEntries();
    const files = entries.flatMap((file) => (file.directory ? [] : [file]));
    const sizes = files.map(async (file) => [
      file.filename,
      (await file.getData(new Uint8ArrayWriter())).length
    ]);
    return [name, Object.fromEntries(await Promise.all(sizes))] as const;
  });
  return Object.fromEntries(await Promise.all(zips));
}

describe('writeZips', () => {
  it('every entry is in its ZIP, under its own name, whatever letters it has', async () => {
    const sink = new MemorySink();
    await writeZips(
      listed([entry('a', 'B0.MAIN.jpg'), entry('a', 'DE/cà phê 🙂.jpg', 7), entry('b', 'x.json', 0)]),
      sink
    );
    expect(await unzipped(sink)).toEqual({
      'a.zip': { 'B0.MAIN.jpg': 10, 'DE/cà phê 🙂.jpg': 7 },
      'b.zip': { 'x.json': 0 }
    });
  });

  it('a ZIP that is full goes on as another, and an entry hears where it went; one larger than the limit is alone', async () => {
    const sink = new MemorySink();
    const placed: string[] = [];
    const of = (name: string, bytes: number) =>
      entry('a', name, bytes, (zip) => placed.push(`${zip}/${name}`));
    const written = await writeZips(
      listed([of('1', 40), of('2', 50), of('3', 20), of('4', 200), entry('b', '5')]),
      sink,
      {
        maxBytes: 100
      }
    );
    expect(placed).toEqual(['a/1', 'a/2', 'a_2/3', 'a_3/4']);
    expect(written.map(({ name, entries, bytes }) => [name, entries, bytes])).toEqual([
      ['a.zip', 2, 90],
      ['a_2.zip', 1, 20],
      ['a_3.zip', 1, 200],
      ['b.zip', 1, 10]
    ]);
  });

  it('one entry is made at a time: the next is asked for only when the last is written', async () => {
    let made = 0;
    let most = 0;
    let written = 0;
    async function* counted(): AsyncGenerator<ZipEntry> {
      for (let number = 0; number < 20; number += 1) {
        made += 1;
        most = Math.max(most, made - written);
        yield entry('a', `${number}`, 200_000, () => (written += 1));
      }
    }
    await writeZips(counted(), new MemorySink());
    expect(most).toBeLessThanOrEqual(2);
  });

  it('what an entry throws ends it, and the ZIP under way is thrown away', async () => {
    async function* broken(): AsyncGenerator<ZipEntry> {
      yield entry('a', '1');
      yield entry('b', '2');
      throw new DOMException('stopped', 'AbortError');
    }
    const ended: string[] = [];
    const sink: ZipSink = {
      open: async (name) =>
        new WritableStream({
          close: () => void ended.push(`${name} closed`),
          abort: () => void ended.push(`${name} thrown away`)
        })
    };
    await expect(writeZips(broken(), sink)).rejects.toMatchObject({ code: 'aborted' });
    expect(ended).toEqual(['a.zip closed', 'b.zip thrown away']);
  });

  it('stops where its signal says so', async () => {
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<ZipEntry> {
      for (let number = 0; ; number += 1) {
        if (number === 3) abort.abort();
        yield entry('a', `${number}`);
      }
    }
    await expect(writeZips(endless(), new MemorySink(), { signal: abort.signal })).rejects.toMatchObject({
      code: 'aborted'
    });
  });
});
