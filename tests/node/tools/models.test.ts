import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DETECTION_MODEL } from '../../../src/lib/engine/segment/detect/centernet.ts';
import { filesOf, parseManifest } from '../../../src/lib/engine/segment/models.ts';
import { modelAssets } from '../../../tools/models/assets.ts';
import { readGraph } from '../../../tools/models/graph.ts';
import { graphPatches, type Patch } from '../../../tools/models/patches.ts';
import { fieldsOf, readVarint } from '../../../tools/models/protobuf.ts';
import { stubModel } from '../../fixtures/stub-model.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DATA = join(ROOT, 'node_modules/@imgly/background-removal-data/dist/resources.json');

function patched(bytes: Uint8Array, patches: readonly Patch[]): Uint8Array {
  const out = bytes.slice();
  for (const { hex, at } of patches) for (const offset of at) out.set(Buffer.from(hex, 'hex'), offset);
  return out;
}

const shapes = (bytes: Uint8Array) => {
  const { inputs, outputs } = readGraph(bytes);
  const shape = ({ name, dimensions }: (typeof inputs)[number]) =>
    `${name} ${dimensions.map(({ value }) => value).join('×')}`;
  return { inputs: inputs.map(shape), outputs: outputs.map(shape) };
};

describe('protobuf walker', () => {
  it('reads varints of several bytes and refuses one without an end', () => {
    expect(readVarint(new Uint8Array([0x80, 0x08]), 0)).toEqual({ value: 1024, next: 2 });
    expect(() => readVarint(new Uint8Array([0x80]), 0)).toThrow(RangeError);
  });

  it('refuses a field that leaves its message', () => {
    const bytes = new Uint8Array([0x0a, 5, 1]);
    expect(() => [...fieldsOf(bytes, { start: 0, end: 3 })]).toThrow(RangeError);
  });
});

describe('graph patches', () => {
  const stub = stubModel();

  it('at its own size only the other outputs go', () => {
    const patches = graphPatches(stub, 'output', 1024, 1024);
    expect(patches).toHaveLength(1);
    expect(patches[0]!.at).toHaveLength(2);
    expect(shapes(patched(stub, patches))).toEqual({
      inputs: ['input 1×3×1024×1024'],
      outputs: ['output 1×1×1024×1024']
    });
  });

  it.each([512, 768])('make the model one of %i px: sides, resize targets, no stale shape notes', (side) => {
    const small = patched(stub, graphPatches(stub, 'output', 1024, side));
    expect(small).toHaveLength(stub.length);
    expect(shapes(small)).toEqual({
      inputs: [`input 1×3×${side}×${side}`],
      outputs: [`output 1×1×${side}×${side}`]
    });
    expect(readGraph(small).valueInfoTags).toEqual([]);
    const target = Buffer.alloc(16);
    target.writeBigInt64LE(BigInt(side), 0);
    target.writeBigInt64LE(BigInt(side), 8);
    expect(Buffer.from(small).includes(target)).toBe(true);
  });

  it('refuse a model without that output, or of another size', () => {
    expect(() => graphPatches(stub, 'other', 1024, 512)).toThrow('no output other');
    expect(() => graphPatches(stubModel({ side: 256 }), 'output', 1024, 512)).toThrow('is not 1024×1024');
  });
});

describe.skipIf(!existsSync(DATA))('what the build ships', async () => {
  const { copies, made } = existsSync(DATA)
    ? await modelAssets(ROOT)
    : { copies: new Map(), made: new Map() };
  const manifest = () => parseManifest(JSON.parse(String(made.get('models/models.json'))));

  it('is a registry the app can read, with every piece it names', () => {
    const { models, runtime } = manifest();
    expect(models.map(({ id }) => id)).toEqual([
      'isnet-fp16',
      'imgly-isnet-fp16',
      'centernet-mobilenetv3',
      'ppocr-v4-det',
      'blazeface'
    ]);
    for (const { sha256, bytes } of [...runtime.wasm.chunks, ...filesOf(models[0]!)[0]!.chunks]) {
      const copy = copies.get(`models/${sha256}`)!;
      expect(copy.end - copy.start).toBe(bytes);
    }
    expect(copies.has(runtime.glue.path)).toBe(true);
  });

  it('has what WebGPU needs, apart from the rest: scripts under their names, every piece under its hash', () => {
    const { api, glue, wasm, probe } = manifest().runtime.webgpu!;
    for (const { path, sha256, bytes } of [api, glue]) {
      const copy = copies.get(path)!;
      const script = readFileSync(copy.from);
      expect([script.length, createHash('sha256').update(script).digest('hex')]).toEqual([bytes, sha256]);
    }
    for (const { sha256, bytes } of wasm.chunks) {
      const copy = copies.get(`models/${sha256}`)!;
      expect(copy.end - copy.start).toBe(bytes);
    }
    for (const { sha256 } of probe.chunks) {
      const part = made.get(`models/${sha256}`) as Uint8Array;
      expect(createHash('sha256').update(part).digest('hex')).toBe(sha256);
    }
    // Half of what the build for browsers without JSPI would take.
    expect(wasm.bytes).toBeLessThan(17e6);
  });

  it('compiles no text in WebGPU’s scripts but in one place, which only WebNN comes to (tests/webgpu)', () => {
    const { api, glue } = manifest().runtime.webgpu!;
    const text = ({ path }: { path: string }) => readFileSync(copies.get(path)!.from, 'utf8');
    const compiles = /\bnew Function\b|\beval\(|[^.\w]Function\(/g;
    expect(text(api).match(compiles)).toBeNull();
    expect(text(glue).match(compiles)).toHaveLength(1);
    // Emscripten's emval_create_invoker, which makes the callers of `val` objects.
    expect(text(glue)).toMatch(/methodName, destructorsRef, args\)[^]{0,80}new Function\(/);
  });

  it('has the detector as ONNX: scores and reaches for 128 × 128 cells, every piece under its hash', () => {
    const detector = manifest().models.find(({ id }) => id === DETECTION_MODEL)!;
    if (detector.engine !== 'centernet') throw new Error(`${DETECTION_MODEL} is not CenterNet`);
    const parts = detector.weights.chunks.map(({ sha256 }) => {
      const part = made.get(`models/${sha256}`) as Uint8Array;
      expect(createHash('sha256').update(part).digest('hex')).toBe(sha256);
      return part;
    });
    expect(shapes(new Uint8Array(Buffer.concat(parts)))).toEqual({
      inputs: ['tower_0/images 1×3×512×512'],
      outputs: ['tower_0/keypoints 1×80×128×128', 'tower_0/wh 1×4×128×128']
    });
    expect(detector).toMatchObject({ task: 'detection', commercialUse: 'unconfirmed' });
    // Half the size that 32-bit numbers would have.
    expect(detector.weights.bytes).toBeLessThan(4.2e6);
  });

  it('patches the real weights to one output at 512, 768 and 1024 without changing their length', () => {
    const isnet = manifest().models[0]!;
    if (isnet.engine !== 'isnet') throw new Error('the first model is not ISNet');
    const parts = isnet.weights.chunks.map(({ sha256 }) =>
      readFileSync(copies.get(`models/${sha256}`)!.from)
    );
    const weights = new Uint8Array(Buffer.concat(parts));
    expect(readGraph(weights).outputs).toHaveLength(12);
    for (const side of [512, 768, 1024] as const) {
      const small = patched(weights, isnet.patches[side]);
      expect(small).toHaveLength(isnet.weights.bytes);
      expect(shapes(small)).toEqual({
        inputs: [`input 1×3×${side}×${side}`],
        outputs: [`output 1×1×${side}×${side}`]
      });
    }
  });

  it('answers what @imgly/background-removal 1.7 asks for with the same files', () => {
    const Resources = v.record(
      v.string(),
      v.object({
        size: v.number(),
        mime: v.string(),
        chunks: v.array(v.object({ name: v.string(), offsets: v.tuple([v.number(), v.number()]) }))
      })
    );
    const resources = v.parse(Resources, JSON.parse(String(made.get('models/resources.json'))));
    expect(Object.keys(resources).sort()).toEqual([
      '/models/isnet_fp16',
      '/onnxruntime-web/ort-wasm-simd-threaded.mjs',
      '/onnxruntime-web/ort-wasm-simd-threaded.wasm'
    ]);
    for (const { chunks, size } of Object.values(resources)) {
      expect(chunks.at(-1)!.offsets[1]).toBe(size);
      for (const { name, offsets } of chunks) {
        const path = new URL(name, 'http://x/models/').pathname.slice(1);
        const copy = copies.get(path)!;
        expect(copy.end - copy.start).toBe(offsets[1] - offsets[0]);
        expect(offsets[1] - offsets[0]).toBeLessThanOrEqual(4 * 1024 * 1024);
      }
    }
  });
});
