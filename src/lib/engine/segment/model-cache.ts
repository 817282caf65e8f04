import * as v from 'valibot';
import { MODEL_CACHE } from './api.ts';
import { OnnxSchema } from './model-schema.ts';
import type { OnnxModel } from './models.ts';

/** The models a person added, as `models/user.json` in the cache keeps them. */
export interface UserList {
  /** Those of a newer version are kept as they are, though this one cannot read them. */
  readonly models: readonly unknown[];
  /** Hashes of files that are being written or deleted: what is left of them after a crash is swept. */
  readonly pending: readonly string[];
}

const ListSchema = v.object({
  schema: v.literal(1),
  models: v.array(v.unknown()),
  pending: v.array(v.string())
});

const EMPTY: UserList = { models: [], pending: [] };

/** Model files on the device, `models/<sha256>`, in a cache that outlives updates of the app. */
export class ModelCache {
  private opened: Promise<Cache | null> | undefined;

  constructor(
    private readonly root: URL,
    private readonly caches: CacheStorage | undefined
  ) {}

  address(sha256: string): string {
    return new URL(`models/${sha256}`, this.root).href;
  }

  /** Null where the browser refuses; asked once. */
  open(): Promise<Cache | null> {
    this.opened ??= (async () => (await this.caches?.open(MODEL_CACHE)) ?? null)().catch(() => null);
    return this.opened;
  }

  /** Addresses of what is kept. */
  async addresses(): Promise<string[]> {
    return ((await (await this.open())?.keys()) ?? []).map(({ url }) => url);
  }

  async userList(): Promise<UserList> {
    try {
      const kept = await (await this.open())?.match(this.listAddress);
      const parsed = kept && v.safeParse(ListSchema, await kept.json());
      return parsed?.success ? parsed.output : EMPTY;
    } catch {
      return EMPTY;
    }
  }

  /** The added models that this version can read. */
  async userModels(): Promise<OnnxModel[]> {
    const { models } = await this.userList();
    return models.flatMap((model) => {
      const parsed = v.safeParse(OnnxSchema, model);
      return parsed.success ? [parsed.output] : [];
    });
  }

  /** @throws where there is no cache, or it is full */
  async writeList(list: UserList): Promise<void> {
    const cache = await this.open();
    if (!cache) throw new DOMException('No Cache Storage', 'SecurityError');
    const headers = { 'Content-Type': 'application/json' };
    await cache.put(this.listAddress, new Response(JSON.stringify({ schema: 1, ...list }), { headers }));
  }

  private get listAddress(): string {
    return new URL('models/user.json', this.root).href;
  }
}
