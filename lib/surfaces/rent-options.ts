/** What Vast.ai itself knows and a rent needs: the account's templates and SSH keys, read through the gateway. */
import { gateway } from '@/lib/gateway/connection';
import { personActor, type Scope } from '@/lib/policy/actor';
import { operations } from '@/lib/vast/operations';
import { sshKeyText } from '@/lib/vast/operations/ssh-keys';
import type { Problem } from '@/lib/vast/problem';

export interface TemplateOption {
  /** What a rent names; changes with every edit. */
  hash: string;
  name: string;
  image: string;
  own: boolean;
  /** GB, as its author recommends. */
  diskGb: number | null;
}

export interface SshKeyOption {
  id: number;
  /** "laptop", else its comment, else its type and end. */
  name: string;
  text: string;
}

/** Each list or why it couldn't be read: a rent needs neither. */
export interface RentOptions {
  templates: TemplateOption[] | Problem;
  sshKeys: SshKeyOption[] | Problem;
}

export async function rentOptions(scope: Scope, accountId: string): Promise<RentOptions> {
  const actor = personActor(scope);
  const [templates, keys] = await Promise.all([
    gateway().run(operations.listTemplates, accountId, {}, actor),
    gateway().run(operations.listSshKeys, accountId, {}, actor),
  ]);
  return {
    templates:
      templates.kind === 'done'
        ? templates.value.templates.map((t) => ({
            hash: t.hash_id,
            name: t.name ?? t.image ?? t.hash_id,
            image: [t.image, t.tag].filter(Boolean).join(':'),
            own: t.recommended !== true,
            diskGb: t.recommended_disk_space,
          }))
        : templates.problem,
    sshKeys:
      keys.kind === 'done'
        ? keys.value.map((key) => ({
            id: key.id,
            name: keyName(key.name, sshKeyText(key)),
            text: sshKeyText(key),
          }))
        : keys.problem,
  };
}

/** A key is known by the name at Vast.ai, by its comment, or by how it ends. */
export function keyName(name: string | null, text: string): string {
  const [type = 'key', body = '', ...comment] = text.trim().split(/\s+/);
  return name?.trim() || comment.join(' ') || `${type} …${body.slice(-8)}`;
}
