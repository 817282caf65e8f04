import * as v from 'valibot';
import { languageTag } from '../domain/document/edits/schemas.ts';

/** Most files of one call, ZIPs counted as one. */
const MAX_FILES = 20_000;
/** Of a file's name with its folders. */
const MAX_PATH = 1024;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const blob = v.instance(Blob);
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PATH));
const isPlain = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Object]';

/** What the methods on products and on many photos take. */
export const PRODUCT_REQUESTS = {
  addPhotos: v.strictObject({
    files: v.pipe(
      v.array(v.strictObject({ path, data: blob })),
      v.minLength(1),
      v.maxLength(MAX_FILES),
      v.readonly()
    ),
    // What is in these is looked at where they are parsed (`parsePattern`).
    patterns: v.optional(v.pipe(v.array(v.string()), v.maxLength(20), v.readonly()))
  }),
  getProducts: v.strictObject({}),
  // What is in it is looked at where it is put into a document (`productSchema`).
  setProduct: v.strictObject({ id: v.optional(id), product: v.custom<object>(isPlain) }),
  removeProduct: v.strictObject({ id }),
  importCsv: v.strictObject({ file: blob, locale: v.optional(languageTag) }),
  exportCsv: v.strictObject({})
};
