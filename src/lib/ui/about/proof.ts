/** `source-offer.json` of the build: where the source of exactly this copy is. */
export interface SourceOffer {
  readonly repository: string | null;
  readonly commit: string | null;
  /** File beside the app that holds the source. */
  readonly archive: string;
}

export interface RequestMade {
  readonly url: string;
  /** As received, compressed; 0 from a cache. */
  readonly bytes: number;
  /** To another origin than the page's. */
  readonly isForeign: boolean;
}

/** The policy that this very page carries, by directive; null where it carries none. */
export function contentPolicy(): readonly string[] | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]');
  const directives = meta?.content.split(';').map((part) => part.trim());
  return directives?.filter((part) => part !== '') ?? null;
}

/** Every request of this page since it was opened, as the browser counted them. `blob:` and `data:` are no requests. */
export function requestsSoFar(): RequestMade[] {
  const entries = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource')
  ] as PerformanceResourceTiming[];
  return entries
    .filter(({ name }) => /^https?:/.test(name))
    .map(({ name, transferSize }) => ({
      url: name,
      bytes: transferSize,
      isForeign: new URL(name).origin !== location.origin
    }));
}

/** Null in a development server, which builds no offer. */
export async function fetchSourceOffer(): Promise<SourceOffer | null> {
  try {
    const response = await fetch('./source-offer.json');
    return response.ok ? ((await response.json()) as SourceOffer) : null;
  } catch {
    return null;
  }
}
