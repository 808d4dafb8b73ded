import type { Operation } from '@/lib/vast/operation';

interface Spoken {
  id?: number;
  label?: string;
  state?: string;
  price?: string;
  ssh_key_id?: number;
}

/** What the audit says somebody did, after their name: "stopped the instance". Ids are added by whoever shows it. */
export function sentenceOf(op: Operation, input: unknown, facts: { what?: string } = {}): string {
  const said = input as Spoken;
  const instance = said.id === undefined ? 'the instance' : `instance ${said.id}`;
  switch (op.name) {
    case 'update_a_vast_ai_ask_by_id':
      return `rented ${facts.what ?? `offer ${said.id}`}${said.price ? ` with a bid of $${said.price}/h` : ''}`;
    case 'update_a_vast_ai_instance_by_id':
      if (said.state === 'running') return `started ${instance}`;
      if (said.state === 'stopped') return `stopped ${instance}`;
      return `labelled ${instance} ${said.label}`;
    case 'delete_a_vast_ai_instance_by_id':
      return `destroyed ${facts.what ?? instance}`;
    case 'update_a_vast_ai_instances_reboot_by_id':
      return `rebooted ${instance}`;
    case 'update_a_vast_ai_instances_recycle_by_id':
      return `recycled ${instance}`;
    case 'update_a_vast_ai_instances_bid_price_by_id':
      return `set the bid of ${instance} to $${said.price}/h`;
    case 'create_a_vast_ai_instance_ssh':
      return `attached an SSH key to ${instance}`;
    case 'delete_a_vast_ai_instance_ssh_by_id':
      return `detached an SSH key from ${instance}`;
    case 'create_a_vast_ai_ssh':
      return 'added an SSH key to the Vast.ai account';
    case 'delete_a_vast_ai_ssh_by_id':
      return `removed ${facts.what ?? 'an SSH key'} from the Vast.ai account`;
    default:
      return op.title.toLowerCase();
  }
}
