import type pg from 'pg';

interface JournalEntry {
  operation: string;
  contract: number | null;
  body?: { env?: Record<string, string> };
}

const RENT = 'update_a_vast_ai_ask_by_id';

/** Holds what Gantry says happened against what the emulator wrote down. */
export async function verdict(db: pg.Pool, emulatorUrl: string) {
  const { entries } = (await (await fetch(`${emulatorUrl}/__emulator/journal`)).json()) as {
    entries: JournalEntry[];
  };
  const contractsByTag = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.operation !== RENT || entry.contract === null) continue;
    const tag = entry.body?.env?.GANTRY_INTENT ?? 'untagged';
    contractsByTag.set(tag, [...(contractsByTag.get(tag) ?? []), entry.contract]);
  }
  const { rows: intents } = await db.query<{ id: string; state: string; contract_id: string | null }>(
    'SELECT id, state, contract_id FROM intent WHERE operation = $1',
    [RENT],
  );
  const wrong: string[] = [];
  const tally = { done: 0, refused: 0, open: 0, unknown: 0 };
  for (const intent of intents) {
    tally[intent.state as keyof typeof tally] += 1;
    const contracts = contractsByTag.get(intent.id) ?? [];
    const right =
      intent.state === 'done'
        ? contracts.length === 1 && String(contracts[0]) === intent.contract_id
        : intent.state === 'refused' && contracts.length === 0;
    if (!right) wrong.push(`intent ${intent.id} says ${intent.state}, Vast.ai has contracts [${contracts}]`);
  }
  const known = new Set(intents.map((intent) => intent.id));
  for (const [tag, contracts] of contractsByTag) {
    if (!known.has(tag)) wrong.push(`contracts [${contracts}] belong to no intent (${tag})`);
  }
  return {
    ok: wrong.length === 0 && tally.done > 0,
    lines: [
      ...wrong,
      `${intents.length} intents: ${tally.done} done, ${tally.refused} refused, ${tally.open + tally.unknown} not settled`,
      `${[...contractsByTag.values()].flat().length} contracts at Vast.ai; ${wrong.length} disagreements`,
    ],
  };
}
