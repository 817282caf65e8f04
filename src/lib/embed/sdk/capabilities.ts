export interface ModelInfo {
  readonly id: string;
  readonly task: string;
  /** All that a first run fetches. */
  readonly bytes: number;
  /** Already on this device. */
  readonly cached: boolean;
  readonly licence: string;
  readonly licenceEvidence: string;
  readonly commercialUse: 'yes' | 'no' | 'unconfirmed';
}

export interface ChannelInfo {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Version of the channel's rule pack. */
  readonly version: string;
  readonly status: string;
  /** Roles that `render` and `inspect` take. */
  readonly roles: readonly string[];
}

export interface Capabilities {
  readonly version: 1;
  /** The app and its version. */
  readonly app: string;
  /**
   * There is a real graphics processor that fits, and it has not failed: it passed its test, or will be tested by the
   * first cutout. `Cutout.provider` says what was used.
   */
  readonly webgpu: boolean;
  /** Threads that inference may use; 1 where the frame is not cross-origin isolated. */
  readonly threads: number;
  /** Whether the frame can keep anything on this device; without it everything lives in memory. */
  readonly storage: boolean;
  readonly models: readonly ModelInfo[];
  readonly channels: readonly ChannelInfo[];
}
