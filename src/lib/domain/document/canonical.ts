/**
 * Equal JSON values give equal text: keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them
 * (RFC 8785, JSON Canonicalization Scheme). Keys whose value is `undefined` are left out, as in a saved document.
 * @throws TypeError for what JSON cannot say (NaN, functions), which is a mistake of the caller
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  const isJson = typeof value === 'number' ? Number.isFinite(value) : isPlain(value);
  if (!isJson) throw new TypeError(`not JSON: ${String(value)}`);
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
