import { beforeEach, describe, expect, it } from 'vitest';
import type { InferenceSide } from '../../../../src/lib/engine/segment/api.ts';
import type { IsnetModel } from '../../../../src/lib/engine/segment/models.ts';
import type { Ort } from '../../../../src/lib/engine/segment/ort.ts';
import { Runtime } from '../../../../src/lib/engine/segment/runtime.ts';
import { IsnetSession } from '../../../../src/lib/engine/segment/session.ts';
import type { Weights } from '../../../../src/lib/engine/segment/weights.ts';

const ROOT = new URL('https://packshot.test/');
const model = {
  id: 'isnet',
  weights: { sha256: 'isnet' },
  input: { name: 'input', scale: 1, offset: 0 },
  output: 'output',
  patches: { 512: [], 768: [{ hex: '07', at: [0] }], 1024: [{ hex: '0a', at: [0] }] }
} as unknown as IsnetModel;

/** What happened to sessions, in order; a model is its first byte, which the patches write. */
let log: string[];

async function create([name]: Uint8Array, options: { graphOptimizationLevel: string }) {
  log.push(`create ${name} ${options.graphOptimizationLevel}`);
  return {
    inputNames: ['input'],
    outputNames: ['output'],
    run: async () => ({ output: { data: new Float32Array(1), dims: [1], dispose: () => {} } }),
    release: async () => void log.push(`release ${name}`)
  };
}

const weights = { read: async () => Uint8Array.of(5) } as unknown as Weights;
const ort = { Tensor: class {}, InferenceSession: { create } } as unknown as Ort;
const runtime = () => new Runtime(weights, ROOT, Infinity, async () => ort);
const look = (session: IsnetSession, side: InferenceSide) => session.run(model, new Float32Array(3), side);

beforeEach(() => void (log = []));

describe('ISNet', () => {
  it('has one side resident, whatever the device’s memory: the one before goes first', async () => {
    const session = new IsnetSession(weights, ROOT, runtime());
    for (const side of [768, 768, 1024, 768] as const) await look(session, side);
    expect(log.map((line) => line.replace(/ disabled$/, ''))).toEqual([
      'create 7',
      'release 7',
      'create 10',
      'release 10',
      'create 7'
    ]);
  });

  it('leaves what other networks have resident', async () => {
    const on = runtime();
    await on.session('other', async () => Uint8Array.of(1));
    const session = new IsnetSession(weights, ROOT, on);
    await look(session, 768);
    await look(session, 1024);
    expect(log).not.toContain('release 1');
  });

  it('runs its graph as it is written, other models as onnxruntime rewrites them', async () => {
    const on = runtime();
    await on.session('other', async () => Uint8Array.of(1));
    await look(new IsnetSession(weights, ROOT, on), 768);
    expect(log).toEqual(['create 1 all', 'create 7 disabled']);
  });
});
