/** Far more than any profile or packet; a bomb ends here. */
const MAX_BYTES = 16 * 2 ** 20;

/**
 * Unpacks a zlib block (RFC 1950) with the platform's own decoder, up to 16 MB. Where the block is damaged, or more is in
 * it, what came out until then is the answer.
 */
export async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const reader = new Blob([packed.slice()])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      parts.push(value!);
      size += value!.length;
      if (size > MAX_BYTES) break;
    }
  } catch {
    // Damaged: the parts before tell what they tell.
  }
  reader.cancel().catch(() => {});
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}
