import { type Day, endOf } from './days';

/** Who a contract's cost of a day belongs to. Null is a value: unallocated cost is shown, never spread. */
export interface Allocation {
  teamId: string | null;
  project: string | null;
  ownerId: string | null;
  /** As known on that day. */
  label: string | null;
  gpuName: string | null;
}

/** What somebody decided for a contract by hand, when renting or adopting it. */
export interface Assignment {
  teamId: string | null;
  project: string | null;
  ownerId: string | null;
}

/** Who pays for contracts that nobody assigned. Rules are tried in order; the first that fits decides. */
export interface LabelRule {
  /** `*` stands for any run of characters. Compared without regard to case. */
  labelPattern: string;
  teamId: string | null;
  project: string | null;
}

export interface LabelSince {
  fromAt: Date;
  label: string | null;
}

/** The hand's decision first, then the first rule whose pattern fits the label, else nobody. */
export function allocate(
  contract: { gpuName: string | null; assignment: Assignment | null },
  rules: readonly LabelRule[],
  label: string | null,
): Allocation {
  const { gpuName, assignment } = contract;
  const assigned = assignment && (assignment.teamId !== null || assignment.project !== null);
  const decided = assigned ? assignment : rules.find((rule) => fits(rule.labelPattern, label));
  return {
    teamId: decided?.teamId ?? null,
    project: decided?.project ?? null,
    ownerId: assignment?.ownerId ?? null,
    label,
    gpuName,
  };
}

export const sameAllocation = (a: Allocation, b: Allocation): boolean =>
  a.teamId === b.teamId &&
  a.project === b.project &&
  a.ownerId === b.ownerId &&
  a.label === b.label &&
  a.gpuName === b.gpuName;

/**
 * The label a contract had on a day: the last one seen by the day's end. Before Gantry knew the contract, the
 * first one it saw is nearest to the truth; for a contract it never saw, what the charge said when it was first read.
 */
export function labelOn(day: Day, history: readonly LabelSince[], saidFirst: string | null): string | null {
  const inOrder = history.toSorted((a, b) => a.fromAt.getTime() - b.fromAt.getTime());
  const known = inOrder.findLast((entry) => entry.fromAt < endOf(day)) ?? inOrder[0];
  return known ? known.label || null : saidFirst;
}

/** Whether a rule's pattern fits a label; no pattern fits a contract without one. */
export function fits(pattern: string, label: string | null): boolean {
  if (label === null) return false;
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'isu').test(label);
}
