/**
 * Renting: the offer is read again at Vast.ai right before, the price is held to what was shown, and what the
 * contract is for travels in the intent, so that it survives the answer getting lost.
 */
import { exact, round, type Usd, usd } from '@/lib/money';
import { type Actor, personOf, sightOfActor } from '@/lib/policy/actor';
import { seesTeam } from '@/lib/policy/sight';
import { operations } from '@/lib/vast/operations';
import type { Offer } from '@/lib/vast/operations/offers';
import { offerHour } from '@/lib/vast/price';
import type { Problem } from '@/lib/vast/problem';
import { malformedInput, offerGone } from '@/lib/vast/problems';
import { countryOf } from '@/lib/vast/units';
import { attachKey } from './attach-key';
import { auditRefusal, outcomeOfKey, runOperation } from './index';
import { effectRefusal } from './permit';
import { bidTooLow, priceMoved, teamNeeded } from './problems';
import type { RentPlan } from './settle';
import type { Gateway, GatewayPorts, Outcome } from './types';

export interface RentOrder {
  accountId: string;
  offerId: number;
  image?: string;
  templateHash?: string;
  diskGb: number;
  label: string;
  teamId: string | null;
  project: string | null;
  /** The text of a public key, attached once the contract exists. */
  sshKey?: string;
  /** $/h for the whole machine; makes it interruptible. */
  bidHourUsd?: string;
  /** ISO moment at which Gantry destroys it; null is "no end set". */
  endsAt: string | null;
  /** What the panel showed per hour, disk included. */
  expectedHourUsd: string;
  runtype?: string;
  env?: Record<string, string>;
  onstart?: string;
  idempotencyKey: string;
}

export interface Rented {
  contractId: number;
  /** The rent stands even when the key couldn't be attached; it can be attached again from the instance's page. */
  sshProblem: Problem | null;
}

export async function rent(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  order: RentOrder,
): Promise<Outcome<Rented>> {
  const refused = effectRefusal(operations.rentOffer, 'spends', actor, order.accountId);
  if (refused) {
    const asked = { id: order.offerId, label: order.label };
    await auditRefusal(ports, operations.rentOffer, order.accountId, asked, actor, refused);
    return { kind: 'refused', problem: refused };
  }
  const earlier = await outcomeOfKey(
    ports.db,
    operations.rentOffer,
    order.accountId,
    actor,
    order.idempotencyKey,
  );
  if (earlier) {
    // The offer is gone by our own hand: what counts is how the first attempt ended.
    return earlier.kind === 'done'
      ? { ...earlier, value: { contractId: earlier.value.new_contract, sshProblem: null } }
      : earlier;
  }
  // Whoever sees their teams only rents for one of them, or it would be out of their own sight.
  if (!seesTeam(sightOfActor(actor), order.teamId)) return { kind: 'refused', problem: teamNeeded() };
  const { accountId, offerId } = order;
  const found = await readOffer(gateway, actor, {
    ...{ accountId, offerId },
    bid: order.bidHourUsd !== undefined,
  });
  if (found.kind !== 'done') return found;
  const offer = found.value;

  const bid = order.bidHourUsd === undefined ? undefined : usd(order.bidHourUsd);
  const refusal = priceRefusal(offer, order, bid);
  if (refusal) return { kind: 'refused', problem: refusal };

  const hour = offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, order.diskGb, bid);
  const { label, teamId, project, endsAt, sshKey = null } = order;
  const plan = planOf(offer, hour, { label, teamId, project, endsAt, sshKey, ownerId: personOf(actor) });
  const outcome = await runOperation(
    ports,
    operations.rentOffer,
    order.accountId,
    {
      id: order.offerId,
      disk: order.diskGb,
      label: order.label,
      env: order.env ?? {},
      ...(order.templateHash === undefined ? {} : { template_hash_id: order.templateHash }),
      ...(order.image === undefined ? {} : { image: order.image }),
      ...(order.runtype === undefined ? {} : { runtype: order.runtype }),
      ...(order.onstart === undefined ? {} : { onstart: order.onstart }),
      ...(order.bidHourUsd === undefined ? {} : { price: order.bidHourUsd, cancel_unavail: false }),
    },
    actor,
    { idempotencyKey: order.idempotencyKey, reserveHourUsd: exact(hour), plan },
  );
  if (outcome.kind !== 'done') return outcome;
  const contractId = outcome.value.new_contract;
  const sshProblem = await attachKey(ports, gateway, actor, {
    accountId: order.accountId,
    contractId,
    sshKey: plan.sshKey,
    rentKey: order.idempotencyKey,
  });
  return { ...outcome, value: { contractId, sshProblem } };
}

/** What a rent of the offer is for, as it travels with the intent. */
export const planOf = (
  offer: Offer,
  hour: Usd,
  whose: Pick<RentPlan, 'teamId' | 'project' | 'ownerId' | 'endsAt' | 'sshKey'> & { label: string },
): RentPlan => ({
  what: `${offer.num_gpus}× ${offer.gpu_name} as ${whose.label} at $${exact(round(hour, 3))}/h`,
  teamId: whose.teamId,
  project: whose.project,
  ownerId: whose.ownerId,
  endsAt: whose.endsAt,
  gpuName: offer.gpu_name,
  numGpus: offer.num_gpus,
  machineId: offer.machine_id,
  hostId: offer.host_id,
  country: countryOf(offer.geolocation),
  quoteHourUsd: exact(hour),
  sshKey: whose.sshKey,
});

/**
 * `id` matches nothing in a search while `ask_contract_id` does (seen in the field), and both are the same number.
 * What Vast.ai leaves out unasked (unverified hosts, machines rented on already, too little disk) is let in: it is
 * no sign that the offer has gone.
 */
export async function readOffer(
  gateway: Gateway,
  actor: Actor,
  order: { accountId: string; offerId: number; bid: boolean },
): Promise<Outcome<Offer>> {
  const search = await gateway.run(
    operations.searchOffers,
    order.accountId,
    {
      filters: {
        ask_contract_id: { eq: order.offerId },
        rentable: { eq: true },
        verified: { eq: 'any' },
        rented: { eq: 'any' },
      },
      type: order.bid ? 'bid' : 'on-demand',
      limit: 8,
      allocated_storage: 1,
    },
    actor,
  );
  if (search.kind !== 'done') return search;
  const offer = search.value.offers.find((o) => o.id === order.offerId);
  return offer && offer.rentable !== false
    ? { kind: 'done', value: offer, at: search.at }
    : { kind: 'refused', problem: offerGone({ offerId: order.offerId }) };
}

function priceRefusal(offer: Offer, order: RentOrder, bid: Usd | undefined): Problem | null {
  if (order.image === undefined && order.templateHash === undefined) {
    return malformedInput({ field: 'Image', why: 'choose a template or name an image' });
  }
  if (offer.disk_space !== null && offer.disk_space < order.diskGb) {
    return malformedInput({ field: 'Disk', why: `this machine has ${Math.floor(offer.disk_space)} GB left` });
  }
  if (bid && offer.min_bid && bid.lessThan(offer.min_bid)) {
    return bidTooLow({ bid: exact(bid), lowest: exact(offer.min_bid) });
  }
  const now = offerHour({ dphBase: offer.dph_base, storageCost: offer.storage_cost }, order.diskGb, bid);
  const quoted = usd(order.expectedHourUsd);
  // What a person saw was rounded to three decimals; less than half of the last one is not a rise.
  return now.minus(quoted).greaterThan(usd('0.0005'))
    ? priceMoved({ quoted: exact(round(quoted, 3)), now: exact(round(now, 3)) })
    : null;
}
