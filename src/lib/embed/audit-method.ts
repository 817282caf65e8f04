import {
  auditItems,
  judgeAudit,
  roleIn,
  unchecked,
  type Audited,
  type RoleChoice
} from '../pipeline/audit.ts';
import { listAudit } from '../pipeline/audit-files.ts';
import type { Desk } from './desk.ts';
import type { Params } from './requests.ts';
import type { Audit } from './sdk/types.ts';

/** Checks pictures and ZIPs of pictures, one after the other; keeps none. @throws as the contract has it */
export async function auditFiles(
  desk: Desk,
  { files, channels: ids, roles = {} }: Params<'audit'>,
  signal: AbortSignal
): Promise<Audit> {
  const channels = [...new Set(ids)].map((id) => desk.studio.rules.channel(id));
  const choose: RoleChoice = (_, { id }) => (Object.hasOwn(roles, id) ? (roles[id] ?? null) : null);
  const { items, skipped } = await listAudit(files, { signal });
  // A role that a channel has not is told before anything is opened.
  if (items[0]) channels.forEach((channel) => roleIn(items[0]!, channel, choose));
  const audited: Audited[] = [];
  const tell = () =>
    desk.emit('progress', { task: 'audit', stage: 'inspect', done: audited.length, total: items.length });
  tell();
  await desk.files.run(async () => {
    for await (const each of auditItems(desk.studio, items, { signal })) {
      audited.push(each);
      tell();
    }
  }, signal);
  const rows = judgeAudit(audited, channels, choose).map(({ audited: { item }, channel, role, report }) => ({
    name: item.path,
    channel: channel.id,
    role: role.id,
    report
  }));
  const failed = unchecked(audited, skipped).map(({ path, error: { code, message } }) => ({
    name: path,
    error: { code, message }
  }));
  return { rows, failed };
}
