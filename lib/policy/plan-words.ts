/** What an agent's plan would do, as it follows "wants to". */
import type { Facts } from './drift';

interface Planned {
  contractId: number | null;
  weight: { state: Facts };
}

/** `title` is the operation's: "Destroy instance". */
export function wantsTo(title: string, { contractId, weight: { state } }: Planned): string {
  if (typeof state.GPU === 'string') return `rent ${state.GPU}`;
  const does = title.charAt(0).toLowerCase() + title.slice(1);
  if (contractId === null) return does;
  return `${does} ${typeof state.label === 'string' && state.label !== '' ? state.label : contractId}`;
}
