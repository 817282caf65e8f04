import { serve } from '../rpc.ts';
import { imglyApi } from './imgly.ts';
import { appRoot } from './place.ts';
import { Weights } from './weights.ts';

const root = appRoot(import.meta.url, import.meta.env.BASE_URL);
const network = fetch.bind(globalThis);
const weights = new Weights({ root, fetch: network, caches: globalThis.caches });

/*
 * The library has no hook for its downloads and checks no hash. In this worker, where it lives alone, its requests
 * for pieces are answered from those we keep and verify.
 */
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const piece = await weights.pieceAt(url);
  return piece ? new Response(await weights.readPiece(piece)) : network(input, init);
};

serve(imglyApi(weights, root));
