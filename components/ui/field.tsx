import { type ReactNode, useId } from 'react';

/** What a control must carry so that its label, hint and error are read with it. */
export type FieldControl = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

type FieldProps = {
  label: ReactNode;
  /** At the right of the label: the present meaning of the value ("up to $0.45"). */
  value?: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what would be right. */
  error?: ReactNode;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, hint, error, wired: `<Field label="Disk">{(c) => <Input {...c} unit="GB" />}</Field>`. */
export function Field({ label, value, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}h`, error && `${id}e`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="grid min-w-0 content-start gap-[5px]">
      <label htmlFor={id} className="flex flex-wrap justify-between gap-x-2 text-sm text-ink-2">
        {label}
        {value && <span className="ml-auto text-ink-2">{value}</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}h`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}e`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/** A group of controls under one label that is not a `<label>`: sliders, check boxes, segments. */
export function FieldGroup({
  label,
  value,
  children,
}: {
  label: ReactNode;
  value?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid min-w-0 content-start justify-items-start gap-[5px]">
      <p className="flex w-full flex-wrap justify-between gap-x-2 text-sm text-ink-2">
        {label}
        {value && <span className="ml-auto">{value}</span>}
      </p>
      {children}
    </div>
  );
}
