import { serve } from '../rpc.ts';
import { appRoot } from '../segment/place.ts';
import { readerApi } from './reader.ts';

serve(
  readerApi({
    root: appRoot(import.meta.url, import.meta.env.BASE_URL),
    fetch: fetch.bind(globalThis),
    caches: globalThis.caches
  })
);
