'use client';

import { type ReactNode, useId, useRef, useState } from 'react';
import { Button, type ButtonTone } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { Input } from './input';

type ConfirmProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Asks with the object: "Destroy llama-ft-12?" */
  title: ReactNode;
  /** What is lost, which dollars stop and which go on. */
  children: ReactNode;
  /** Repeats verb and count: "Destroy 7". */
  action: ReactNode;
  tone?: Extract<ButtonTone, 'main' | 'danger-main'>;
  /** What must be typed before the button answers: the object's label, or "destroy 7". */
  typed?: string;
  pending?: boolean;
  /** Said above why it can't be done at all. */
  blocked?: boolean;
  error?: ReactNode;
  /** A softer way beside it: "Stop now, destroy in 24 h". */
  second?: ReactNode;
  onConfirm: () => void;
};

/** Asks before something that costs or destroys. Cancel has the focus. */
export function Confirm(props: ConfirmProps) {
  const {
    open,
    onOpenChange,
    title,
    children,
    action,
    tone = 'main',
    typed,
    pending,
    blocked = false,
    error,
    second,
    onConfirm,
  } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState('');
  const form = useId();
  const ready = !blocked && (typed === undefined || text.trim() === typed);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setText('');
        onOpenChange(next);
      }}
      title={title}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          {second}
          <Button type="submit" form={form} tone={tone} pending={pending} disabled={!ready}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onConfirm();
        }}
      >
        <div className="grid gap-2 text-ink-2">{children}</div>
        {typed !== undefined && (
          <Field
            label={
              <span>
                Type <b className="font-mono text-ink select-all">{typed}</b> to go on
              </span>
            }
          >
            {(control) => (
              <Input
                {...control}
                mono
                value={text}
                onChange={(event) => setText(event.target.value)}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
              />
            )}
          </Field>
        )}
        {error && (
          <p role="alert" className="rounded-sm bg-bad-bg px-2.5 py-2 text-bad">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
