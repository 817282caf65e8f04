import { PackshotError } from '../errors.ts';
import { parseChannel, type Channel, type Role } from './channel.ts';
import { PROFILES } from './profiles/index.ts';

/** Every channel of this build, in the order in which screens offer them. A new channel is one more profile. */
export const CHANNELS: readonly Channel[] = PROFILES.map(parseChannel);

/** @throws `rule-unknown` */
export function findChannel(id: string): Channel {
  const channel = CHANNELS.find((candidate) => candidate.id === id);
  if (!channel) throw new PackshotError('rule-unknown', `no channel "${id}"`, { channel: id });
  return channel;
}

/** @throws `rule-unknown` */
export function findRole(channel: Channel, id: string): Role {
  const role = channel.roles.find((candidate) => candidate.id === id);
  if (role) return role;
  throw new PackshotError('rule-unknown', `"${channel.id}" has no role "${id}"`, {
    channel: channel.id,
    role: id
  });
}
