'use client';

import { Search, Server } from 'lucide-react';
import { Button, LinkButton } from '@/components/ui/button';
import { Checkbox, MixedCheckbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { CopyButton, CopyText } from '@/components/ui/copy-text';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { NumberField } from '@/components/ui/number-field';
import { RangeSlider } from '@/components/ui/range-slider';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Submit } from '@/components/ui/submit';
import { Textarea } from '@/components/ui/textarea';
import { ThemeSwitch } from '@/components/ui/theme-switch';
import { type Example, example, nothing } from './example';
import { Held } from './held';

const TONES = ['plain', 'main', 'quiet', 'danger', 'danger-main'] as const;
const SIZES = ['small', 'normal', 'large'] as const;
const TEAMS = ['NLP', 'Vision', 'Research'].map((name) => ({ value: name, label: name }));
const GPUS = ['H100 SXM', 'RTX 4090', 'A100 PCIE'].map((label, index) => ({
  value: label,
  label,
  count: 40 - index * 12,
}));
const SPREAD = [1, 3, 8, 14, 21, 17, 9, 6, 4, 2, 1, 0, 1];

export const controls: readonly Example[] = [
  example('ui/button', {
    tones: () => TONES.map((tone) => <Button key={tone} tone={tone}>{`Tone ${tone}`}</Button>),
    sizes: () => SIZES.map((size) => <Button key={size} size={size}>{`Size ${size}`}</Button>),
    'with an icon': () => <Button icon={<Server aria-hidden="true" />}>Rent</Button>,
    pending: () =>
      TONES.map((tone) => (
        <Button key={tone} tone={tone} pending>
          Renting
        </Button>
      )),
    disabled: () =>
      TONES.map((tone) => (
        <Button key={tone} tone={tone} disabled>
          Rent
        </Button>
      )),
    'a link': () => <LinkButton href="/market">To the market</LinkButton>,
    wide: () => (
      <Button tone="main" wide>
        Rent for $0.668 an hour
      </Button>
    ),
  }),
  example('ui/submit', {
    usual: () => (
      <form action={nothing}>
        <Submit>Save</Submit>
      </form>
    ),
    pending: () => <Submit pending>Save</Submit>,
  }),
  example('ui/field', {
    hint: () => (
      <Field label="Disk" value="$0.21 a day" hint="At least 8 GB.">
        {(control) => <Input {...control} unit="GB" defaultValue="40" />}
      </Field>
    ),
    error: () => (
      <Field label="Name" error="Give it a name of at most 40 letters.">
        {(control) => <Input {...control} defaultValue="" />}
      </Field>
    ),
    group: (theme) => (
      <FieldGroup label="GPUs" value="2 or 4">
        <Segmented
          many
          label="GPUs"
          name={`gallery-field-${theme}`}
          value={['2', '4']}
          onChange={nothing}
          options={['1', '2', '4'].map((value) => ({ value, label: value }))}
        />
      </FieldGroup>
    ),
  }),
  example('ui/input', {
    empty: () => (
      <Input aria-label="Find" placeholder="Name, GPU, place" icon={<Search aria-hidden="true" />} />
    ),
    'with a unit': () => <Input aria-label="Price" unit="/h" defaultValue="0.22" />,
    mono: () => <Input aria-label="Image" mono defaultValue="pytorch/pytorch:2.9.0" />,
    large: () => <Input aria-label="E-mail" large defaultValue="ada@example.com" />,
    wrong: () => <Input aria-label="Key" aria-invalid defaultValue="not a key" />,
    disabled: () => <Input aria-label="Account" disabled defaultValue="Main" />,
  }),
  example('ui/textarea', {
    usual: () => <Textarea aria-label="GPUs, one a line" defaultValue={'H100 SXM\nRTX 4090'} />,
    mono: () => <Textarea aria-label="Start script" mono defaultValue={'#!/bin/bash\npip install vllm'} />,
    wrong: () => <Textarea aria-label="Filter" mono aria-invalid defaultValue="{ gpu_name:" />,
    'to copy only': () => (
      <Textarea aria-label="Call" mono readOnly rows={2} defaultValue="curl -s …/instances" />
    ),
  }),
  example('ui/number-field', {
    usual: () => (
      <Held<number | null> initial={40}>
        {(value, set) => (
          <Field label="Disk">
            {(control) => (
              <NumberField {...control} value={value} onChange={set} min={8} max={2000} unit="GB" />
            )}
          </Field>
        )}
      </Held>
    ),
    empty: () => (
      <Field label="Hours">
        {(control) => <NumberField {...control} value={null} onChange={nothing} placeholder="no end" />}
      </Field>
    ),
    disabled: () => (
      <Field label="GPUs">
        {(control) => <NumberField {...control} value={2} onChange={nothing} disabled />}
      </Field>
    ),
  }),
  example('ui/select', {
    chosen: () => <Select aria-label="Team" options={TEAMS} defaultValue="Vision" />,
    'nothing chosen': () => <Select aria-label="Team" options={TEAMS} placeholder="Every team" />,
    disabled: () => <Select aria-label="Team" options={TEAMS} disabled />,
  }),
  example('ui/combobox', {
    'nothing chosen': () => (
      <Held<string[]> initial={[]}>
        {(value, set) => (
          <Field label="GPU">
            {(control) => (
              <Combobox {...control} options={GPUS} value={value} onChange={set} placeholder="Any GPU" />
            )}
          </Field>
        )}
      </Held>
    ),
    'two, and several': () =>
      [2, 3].map((count) => (
        <Held key={count} initial={GPUS.slice(0, count).map(({ value }) => value)}>
          {(value, set) => (
            <Field label="GPU">
              {(control) => (
                <Combobox {...control} options={GPUS} value={value} onChange={set} placeholder="Any GPU" />
              )}
            </Field>
          )}
        </Held>
      )),
  }),
  example('ui/checkbox', {
    usual: () => <Checkbox label="Only verified hosts" hint="Vast.ai has tried their machines." />,
    ticked: () => <Checkbox label="Only verified hosts" defaultChecked />,
    disabled: () => <Checkbox label="Only verified hosts" disabled />,
    'some of them': () => <MixedCheckbox mixed checked={false} onChange={nothing} aria-label="Choose all" />,
  }),
  example('ui/segmented', {
    one: (theme) => (
      <Held initial="week">
        {(value, set) => (
          <Segmented
            label="Period"
            name={`gallery-one-${theme}`}
            value={value}
            onChange={set}
            options={[
              { value: 'day', label: 'Day' },
              { value: 'week', label: 'Week' },
              { value: 'month', label: 'Month', disabled: true },
            ]}
          />
        )}
      </Held>
    ),
    'many, small': (theme) => (
      <Held initial={['1', '4']}>
        {(value, set) => (
          <Segmented
            many
            small
            label="How many GPUs"
            name={`gallery-many-${theme}`}
            value={value}
            onChange={set}
            options={['1', '2', '4', '8'].map((each) => ({ value: each, label: each }))}
          />
        )}
      </Held>
    ),
  }),
  example('ui/range-slider', {
    'both ends': () => <Slider label="Price per GPU-hour" value={[2, 9]} />,
    'from below': () => <Slider label="Reliability" ends="low" value={[4, undefined]} />,
    'from above': () => <Slider label="Price" ends="high" value={[undefined, 7]} />,
    'no bound': () => <Slider label="Disk" value={[undefined, undefined]} />,
  }),
  example('ui/copy-text', {
    line: () => <CopyText text="ssh -p 41022 root@ssh4.vast.ai -L 8080:localhost:8080" />,
    'button alone': () => (
      <>
        <CopyButton text="41022007" />
        <CopyButton text="41022007" quiet />
      </>
    ),
  }),
  example('ui/kbd', { keys: () => ['g', 'i', '?'].map((key) => <Kbd key={key}>{key}</Kbd>) }),
  example('ui/theme-switch', {
    usual: (theme) => (
      // Its name is the same in both themes; in a form of its own each is a group of its own.
      <form>
        <ThemeSwitch initial={theme} />
      </form>
    ),
  }),
];

function Slider(given: {
  label: string;
  ends?: 'both' | 'low' | 'high';
  value: readonly [number | undefined, number | undefined];
}) {
  return (
    <Held initial={given.value}>
      {(value, set) => (
        <RangeSlider
          label={given.label}
          min={0}
          max={13}
          counts={SPREAD}
          ends={given.ends ?? 'both'}
          value={value}
          onCommit={set}
        />
      )}
    </Held>
  );
}
