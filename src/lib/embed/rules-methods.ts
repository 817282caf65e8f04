import type { Channel } from '../domain/channels/channel.ts';
import { replaceLayer, resetLayer, addPack, type RuleLayer } from '../domain/channels/rules/layer.ts';
import { within } from '../domain/channels/rules/pack.ts';
import { setChannels } from '../domain/document/change.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Desk } from './desk.ts';
import type { Params } from './requests.ts';
import type { ChannelInfo, Rules } from './sdk/types.ts';

export const infoOf = ({ id, name, kind, version, status, roles }: Channel): ChannelInfo => ({
  id,
  name,
  kind,
  version,
  status,
  roles: roles.map((role) => role.id)
});

/** The rules that files are held to, and the channels that a project is made for. */
export class RulesMethods {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async getRules(): Promise<Rules> {
    const { layer, channels, misfits } = this.#desk.studio.rules;
    return { layer, channels: channels.map(infoOf), misfits };
  }

  async getChannel({ id }: Params<'getChannel'>): Promise<Channel> {
    return this.#desk.studio.rules.channel(id);
  }

  async setRules({ layer }: Params<'setRules'>, signal: AbortSignal): Promise<Rules> {
    const change = (before: RuleLayer) => (layer === null ? resetLayer(before) : replaceLayer(before, layer));
    return this.#change('setRules.layer', change, signal);
  }

  async addRulePack({ pack }: Params<'addRulePack'>, signal: AbortSignal): Promise<Rules> {
    return this.#change('addRulePack.pack', (before) => addPack(before, pack), signal);
  }

  async setChannels({ channels }: Params<'setChannels'>): Promise<void> {
    channels.forEach((id) => this.#desk.studio.rules.channel(id));
    this.#desk.change((before) => setChannels(before, channels));
  }

  /** Between files: each is judged by one set of rules. */
  async #change(
    place: string,
    change: (before: RuleLayer) => RuleLayer,
    signal: AbortSignal
  ): Promise<Rules> {
    const { files, studio } = this.#desk;
    await files.run(() => studio.rules.change((before) => within(place, () => change(before))), signal);
    return this.getRules();
  }

  /** @throws `rule-unknown` */
  protected requireRole({ channel, role }: { channel: string; role: string }): void {
    const { roles } = this.#desk.studio.rules.channel(channel);
    if (roles.some(({ id }) => id === role)) return;
    throw new PackshotError('rule-unknown', `No rules for ${channel}/${role} in this version`, {
      channel,
      role
    });
  }
}
