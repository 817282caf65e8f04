import { serve } from '../rpc.ts';
import { isnetApi } from './isnet.ts';
import { appRoot } from './place.ts';

serve(
  isnetApi({
    root: appRoot(import.meta.url, import.meta.env.BASE_URL),
    fetch: fetch.bind(globalThis),
    caches: globalThis.caches
  })
);
