'use client';

import Link from 'next/link';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { RentOptions } from '@/lib/surfaces/rent-options';
import { END_HOURS, type EndChoice, endWords, type RentDraft } from './rent-draft';
import { plural } from './words';

export type Edit = (change: Partial<RentDraft>) => void;
type Options = { data: RentOptions | undefined; error: Error | null };

/** Own templates first, then what Vast.ai recommends, then any image by name. */
export function ImageField(props: {
  draft: RentDraft;
  edit: Edit;
  options: Options;
  errors: { template?: string; image?: string };
  diskGb: number;
  /** A template says how much disk it needs. */
  onDisk: (gb: number) => void;
}) {
  const { draft, edit, options, errors, diskGb, onDisk } = props;
  const read = options.data?.templates;
  const templates = Array.isArray(read) ? [...read].sort((a, b) => Number(b.own) - Number(a.own)) : [];
  const unread = read && !Array.isArray(read) ? read.say : options.error?.message;
  const chosen = templates.find(({ hash }) => hash === draft.template);
  return (
    <>
      <Field
        label="Template"
        error={errors.template}
        hint={
          unread
            ? `The templates could not be read. ${unread}`
            : chosen && <span className="font-mono">{chosen.image}</span>
        }
      >
        {(control) => (
          <Select
            {...control}
            value={draft.template}
            onChange={(event) => {
              edit({ template: event.target.value });
              const needs = templates.find(({ hash }) => hash === event.target.value)?.diskGb ?? 0;
              if (needs > diskGb) onDisk(Math.ceil(needs));
            }}
            placeholder={read || options.error ? 'Choose one' : 'Reading the templates'}
            options={[
              ...templates.map(({ hash, name, own }) => ({
                value: hash,
                label: own ? `${name} (yours)` : name,
              })),
              { value: 'image', label: 'Another image by name' },
            ]}
          />
        )}
      </Field>
      {draft.template === 'image' && (
        <Field label="Image" error={errors.image} hint="It is started with SSH.">
          {(control) => (
            <Input
              {...control}
              mono
              placeholder="pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime"
              value={draft.image}
              maxLength={1024}
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => edit({ image: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** When Gantry destroys it. */
export function EndField(props: { draft: RentDraft; edit: Edit; error?: string; lastDays: number | null }) {
  const { draft, edit, error, lastDays } = props;
  const lasts = lastDays ?? Number.POSITIVE_INFINITY;
  const hours = draft.end.startsWith('in') ? Number(draft.end.slice(3)) : 0;
  return (
    <div className="grid gap-2">
      <Field
        label="Ends"
        error={draft.end !== 'at' && error}
        hint={hours > lasts * 24 && `The host rents it for ${plural(Math.floor(lasts), 'day')} at most.`}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.end}
            onChange={(event) => edit({ end: event.target.value as EndChoice })}
            options={[
              ...END_HOURS.map((h) => ({ value: `in ${h}`, label: endWords(h) })),
              { value: 'at', label: 'at a moment' },
              { value: 'never', label: 'no end set' },
            ]}
          />
        )}
      </Field>
      {draft.end === 'at' && (
        <Field label="Moment, your time" error={error}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={draft.endAt}
              onChange={(event) => edit({ endAt: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** The price one is ready to pay for the GPUs of the whole machine. */
export function BidField(props: { draft: RentDraft; edit: Edit; lowest: string | null; error?: string }) {
  const { draft, edit, lowest, error } = props;
  return (
    <Field label="Your bid" value={lowest === null ? undefined : `$${lowest} wins now`} error={error}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          icon={<span className="text-ink-3">$</span>}
          unit="/h for the machine"
          value={draft.bid}
          onChange={(event) => edit({ bid: event.target.value })}
        />
      )}
    </Field>
  );
}

/** The account's public keys; the chosen one is put on the machine once it exists. */
export function KeyField({ draft, edit, options }: { draft: RentDraft; edit: Edit; options: Options }) {
  const read = options.data?.sshKeys;
  const keys = Array.isArray(read) ? read : [];
  const none = Array.isArray(read) && read.length === 0;
  const unread = read && !Array.isArray(read) ? read.say : undefined;
  return (
    <Field
      label="SSH key"
      hint={
        unread ? (
          `The keys could not be read. ${unread}`
        ) : none ? (
          <>
            This account has none at Vast.ai, so nobody could log in by SSH.{' '}
            <Link href="/accounts" className="link">
              Add one
            </Link>
          </>
        ) : (
          'Put on the machine once it is made. If that fails the rent stands, and you are told.'
        )
      }
    >
      {(control) => (
        <Select
          {...control}
          value={draft.sshKeyId ?? keys[0]?.id ?? ''}
          onChange={(event) => edit({ sshKeyId: event.target.value })}
          placeholder={read ? 'No key' : 'Reading the keys'}
          options={keys.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
    </Field>
  );
}
