/** What a project is made for where nobody said otherwise: ids of channels. */
export const DEFAULT_CHANNELS: readonly string[] = ['amazon'];
