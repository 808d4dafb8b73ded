'use client';

import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import { useNow } from '@/components/ui/clock';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { moneyText } from '@/components/ui/money';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import type { OfferForRent } from '@/lib/queries/market-offer';
import type { RentChoices } from '@/lib/queries/market-rent';
import type { MarketAccount } from '@/lib/queries/market-state';
import type { RentInput } from '@/lib/surfaces/actions/rent';
import type { Problem } from '@/lib/vast/problem';
import { offerName } from './columns';
import { OfferHead } from './offer-head';
import { DISK_MAX_GB, DISK_MIN_GB, type MarketParams, type SetParams } from './params';
import { baseBehind, receiptOf, suggestedBid, typedAmount } from './receipt';
import { complaints, hoursUntilEnd, orderOf, type RentDraft } from './rent-draft';
import { BidField, EndField, ImageField, KeyField } from './rent-fields';
import { CreditLine, RentFoot } from './rent-foot';
import { RentReceipt } from './rent-receipt';
import { useRentOptions } from './use-offer';
import { grouped } from './words';

type RentFormProps = {
  offer: OfferForRent;
  params: MarketParams;
  set: SetParams;
  choices: RentChoices;
  /** Those at the offer's address; more than one asks who pays. */
  accounts: MarketAccount[];
  sheet: boolean;
  pending: boolean;
  problem: Problem | undefined;
  refusedDiskGb: number | undefined;
  onRent: (order: Omit<RentInput, 'idempotencyKey'>) => Promise<void>;
  /** What was filled in for the last offer: trying another one keeps it. */
  memory: RefObject<RentDraft | null>;
};

export function RentForm(props: RentFormProps) {
  const { offer, params, set, choices, accounts, problem } = props;
  const nowMs = useNow(30_000) ?? 0;
  const interruptible = params.type === 'interruptible';
  // What Vast.ai said since the offer was read: the receipt follows it at once, the sampler within half a minute.
  const moved = problem?.code === 'rent.price_moved' ? String(problem.facts?.now) : undefined;
  const lowest = problem?.code === 'rent.bid_too_low' ? String(problem.facts?.lowest) : offer.minBid;
  const [draft, setDraft] = useState(() => firstDraft(props));
  const [tried, setTried] = useState(false);
  const edit = (change: Partial<RentDraft>) => setDraft((before) => ({ ...before, ...change }));
  useEffect(() => {
    props.memory.current = draft;
  }, [draft, props.memory]);

  const options = useRentOptions(choices.mayRent ? draft.accountId || undefined : undefined);
  const keys = Array.isArray(options.data?.sshKeys) ? options.data.sshKeys : [];
  const keyId = draft.sshKeyId ?? String(keys[0]?.id);
  const sshKey = keys.find(({ id }) => String(id) === keyId)?.text;
  const wrong = complaints(draft, { interruptible, minBid: lowest, nowMs });
  const shown = tried ? wrong : {};

  const hours = hoursUntilEnd(draft, nowMs);
  const bid = interruptible ? typedAmount(draft.bid) : null;
  const priced =
    moved === undefined || interruptible
      ? offer
      : { ...offer, dphBase: baseBehind(moved, offer, props.refusedDiskGb ?? params.disk) };
  const receipt = receiptOf(priced, params.disk, {
    ...(bid === null ? {} : { bid }),
    hours: hours === null || !(hours > 0) ? null : hours,
  });
  const account = accounts.find(({ id }) => id === draft.accountId);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0 || !account) return;
    void props.onRent(
      orderOf(draft, {
        offerId: offer.id,
        diskGb: params.disk,
        interruptible,
        expectedHourUsd: receipt.exactHour,
        ...(sshKey === undefined ? {} : { sshKey }),
      }),
    );
  };

  return (
    <form onSubmit={submit} aria-label={`Rent ${offerName(offer)}`} className="grid gap-3.5" noValidate>
      <OfferHead offer={offer} title={!props.sheet} />
      {accounts.length > 1 && (
        <Field label="Paid by" value={account?.credit ? `${moneyText(account.credit)} credit` : undefined}>
          {(control) => (
            <Select
              {...control}
              value={draft.accountId}
              onChange={(event) => edit({ accountId: event.target.value, template: '', sshKeyId: null })}
              options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <ImageField
        draft={draft}
        edit={edit}
        options={options}
        errors={shown}
        onDisk={(disk) => set({ disk })}
        diskGb={params.disk}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <Field
          label="Disk"
          error={
            offer.diskGb !== null && params.disk > offer.diskGb
              ? `This machine has ${grouped(Math.floor(offer.diskGb))} GB left.`
              : undefined
          }
        >
          {(control) => (
            <NumberField
              {...control}
              value={params.disk}
              onChange={(disk) => disk !== null && set({ disk })}
              min={DISK_MIN_GB}
              max={DISK_MAX_GB}
              step={10}
              unit="GB"
            />
          )}
        </Field>
        <EndField draft={draft} edit={edit} error={shown.end} lastDays={offer.days} />
      </div>
      {interruptible && <BidField draft={draft} edit={edit} lowest={lowest} error={shown.bid} />}
      <Field label="Name" error={shown.label}>
        {(control) => (
          <Input
            {...control}
            mono
            value={draft.label}
            maxLength={256}
            onChange={(event) => edit({ label: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Team">
          {(control) => (
            <Select
              {...control}
              placeholder="No team"
              value={draft.teamId}
              onChange={(event) => edit({ teamId: event.target.value })}
              options={choices.teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        <Field label="Project">
          {(control) => (
            <>
              <Input
                {...control}
                list={`${control.id}-used`}
                maxLength={80}
                placeholder="None"
                value={draft.project}
                onChange={(event) => edit({ project: event.target.value })}
              />
              <datalist id={`${control.id}-used`}>
                {choices.projects.map((project) => (
                  <option key={project} value={project} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <KeyField draft={draft} edit={edit} options={options} />
      <RentReceipt offer={offer} receipt={receipt} params={params} hours={hours} bid={bid} />
      {choices.mayRent && account && <CreditLine account={account} receipt={receipt} hours={hours} />}
      <RentFoot
        account={account}
        receipt={receipt}
        mayRent={choices.mayRent}
        pending={props.pending}
        problem={problem}
        bid={interruptible}
        incomplete={tried && Object.keys(wrong).length > 0}
        sheet={props.sheet}
      />
    </form>
  );
}

/** What was filled in before, as far as it fits this offer; else the usual. */
function firstDraft({ offer, accounts, choices, memory }: RentFormProps): RentDraft {
  const before = memory.current;
  const usual = accounts.find(({ state }) => state === 'ok') ?? accounts[0];
  const pays = accounts.find(({ id }) => id === before?.accountId) ?? usual;
  const stays = before?.accountId === pays?.id;
  return {
    label: choices.name ?? 'run-1',
    teamId: choices.teams.length === 1 ? (choices.teams[0]?.id ?? '') : '',
    project: '',
    image: '',
    end: 'in 12',
    endAt: '',
    ...before,
    accountId: pays?.id ?? '',
    template: stays ? (before?.template ?? '') : '',
    sshKeyId: stays ? (before?.sshKeyId ?? null) : null,
    bid: offer.minBid === null ? '' : suggestedBid(offer.minBid),
  };
}
