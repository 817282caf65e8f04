import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DownloadProgress } from '../../../../src/lib/engine/segment/api.ts';
import { parseManifest, type Manifest } from '../../../../src/lib/engine/segment/models.ts';
import { Shelf } from '../../../../src/lib/engine/segment/shelf.ts';
import type { Weights } from '../../../../src/lib/engine/segment/weights.ts';
import { stubAssets } from '../../../fixtures/stub-model.ts';

/* Who shares a download, and who may stop it. What a download does is in weights.test.ts. */

const [OWN, IMGLY] = ['isnet-fp16', 'imgly-isnet-fp16'];

/** One call of `Weights.download`, ended by the test or by its signal. */
interface Begun {
  readonly tell: (progress: DownloadProgress) => void;
  readonly signal: AbortSignal;
  readonly end: () => void;
}

let begun: Begun[];
let shelf: Shelf;
let manifest: Manifest;

beforeEach(async () => {
  const { files } = await stubAssets({ wasm: new Uint8Array(1000), glue: new Uint8Array(10) });
  manifest = parseManifest(JSON.parse(new TextDecoder().decode(files.get('models/models.json'))));
  begun = [];
  const download: Weights['download'] = (_pieces, tell, signal) =>
    new Promise((end, reject) => {
      begun.push({ tell, signal, end });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  shelf = new Shelf({ manifest: async () => manifest, download } as unknown as Weights);
});

const begins = (count: number) => vi.waitFor(() => expect(begun).toHaveLength(count));

describe('shared downloads', () => {
  it('callers that want the same model share one download, and each hears of it', async () => {
    const heard: string[] = [];
    const both = ['a', 'b'].map((caller) => shelf.download(OWN, () => heard.push(caller), caller));
    await begins(1);
    begun[0]!.tell({ done: 1, total: 2 });
    begun[0]!.end();
    await Promise.all(both);
    expect(heard).toEqual(['a', 'b']);
    expect(begun).toHaveLength(1);
  });

  it('one that stops hears no more of it, and the other’s goes on', async () => {
    const heard: string[] = [];
    const [, other] = ['a', 'b'].map((caller) => shelf.download(OWN, () => heard.push(caller), caller));
    await begins(1);
    await shelf.stopDownload('a');
    await shelf.stopDownload('a');
    expect(begun[0]!.signal.aborted).toBe(false);
    begun[0]!.tell({ done: 1, total: 2 });
    begun[0]!.end();
    await other;
    expect(heard).toEqual(['b']);
  });

  it('it is stopped when the last one stops, and asked for again it begins anew', async () => {
    const both = ['a', 'b'].map((caller) => shelf.download(OWN, () => {}, caller));
    const ended = Promise.allSettled(both);
    await begins(1);
    await Promise.all(['a', 'b'].map((caller) => shelf.stopDownload(caller)));
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = shelf.download(OWN, () => {});
    await begins(2);
    begun[1]!.end();
    await again;
  });

  it('stopping one model leaves another’s download, which waits for its turn', async () => {
    const stopped = shelf.download(OWN, () => {}, 'a');
    const failing = expect(stopped).rejects.toThrow('aborted');
    const other = shelf.download(IMGLY, () => {}, 'b');
    await begins(1);
    await shelf.stopDownload('a');
    await failing;
    await begins(2);
    expect(begun[1]!.signal.aborted).toBe(false);
    begun[1]!.end();
    await other;
  });

  it('a stop that comes when the download has ended stops nobody’s next one', async () => {
    const first = shelf.download(OWN, () => {}, 'a');
    await begins(1);
    begun[0]!.end();
    await first;
    const next = shelf.download(OWN, () => {}, 'b');
    await begins(2);
    await shelf.stopDownload('a');
    expect(begun[1]!.signal.aborted).toBe(false);
    begun[1]!.end();
    await next;
  });
});
