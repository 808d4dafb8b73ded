// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type FormEvent, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notices, notify } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { Sparkline } from '@/components/ui/sparkline';
import { UtilBar } from '@/components/ui/util-bar';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a button', () => {
  it('answers no second press while pending, yet keeps the focus', () => {
    const press = vi.fn();
    render(
      <Button pending onClick={press}>
        Rent
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Rent' });
    button.focus();
    fireEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
  });

  it('does not submit its form again while pending', () => {
    const submit = vi.fn((event: FormEvent) => event.preventDefault());
    render(
      <form onSubmit={submit}>
        <Button type="submit" pending>
          Rent
        </Button>
      </form>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(submit).not.toHaveBeenCalled();
  });
});

describe('a field', () => {
  it('is named by its label and described by its hint and its error', () => {
    render(
      <Field label="Bid" hint="Per hour" error="Below the minimum of $0.213">
        {(control) => <Input {...control} unit="$/h" />}
      </Field>,
    );
    const input = screen.getByLabelText('Bid');
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['Per hour', 'Below the minimum of $0.213']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toBe('Below the minimum of $0.213');
  });
});

const COUNTS = ['1', '2', '4'].map((value) => ({ value, label: `${value} GPUs` }));
function Gpus({ seen }: { seen: (value: string[]) => void }) {
  const [value, setValue] = useState<string[]>([]);
  const change = (next: string[]) => {
    setValue(next);
    seen(next);
  };
  return <Segmented many label="GPUs" name="n" options={COUNTS} value={value} onChange={change} />;
}

describe('segments', () => {
  it('with many, keep the order of the options whatever the order of the presses', () => {
    const seen = vi.fn();
    render(<Gpus seen={seen} />);
    fireEvent.click(screen.getByLabelText('4 GPUs'));
    fireEvent.click(screen.getByLabelText('1 GPUs'));
    expect(seen).toHaveBeenLastCalledWith(['1', '4']);
  });
});

describe('what is not known', () => {
  it('is a dash with words, never a zero', () => {
    render(<UtilBar percent={undefined} />);
    expect(screen.getByText('not known')).toBeTruthy();
    expect(document.body.textContent).not.toContain('0');
  });

  it('is a hole in a line, never a drop to the floor', () => {
    const { container } = render(<Sparkline points={[1, 2, null, 2, 1]} label="use" />);
    expect(container.querySelector('path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  });
});

describe('a confirmation', () => {
  it('gives Cancel the focus and acts only after the name was typed exactly', async () => {
    const destroy = vi.fn();
    render(
      <Confirm
        open
        onOpenChange={vi.fn()}
        title="Destroy eval-77?"
        action="Destroy"
        typed="eval-77"
        onConfirm={destroy}
      >
        <p>Its disk is lost.</p>
      </Confirm>,
    );
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    const button = () => screen.getByRole('button', { name: 'Destroy' }) as HTMLButtonElement;
    expect(button().disabled).toBe(true);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'eval-7' } });
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    expect(destroy).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'eval-77' } });
    expect(button().disabled).toBe(false);
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    expect(destroy).toHaveBeenCalledOnce();
  });
});

describe('a notice', () => {
  it('can be undone until its seconds are over, and what went wrong stays', async () => {
    vi.useFakeTimers();
    const undo = vi.fn();
    render(<Notices />);
    act(() => {
      notify({ title: 'Label changed', undo: { label: 'Undo', run: undo } });
      notify({ title: 'Stopping failed', tone: 'bad' });
    });
    act(() => vi.advanceTimersByTime(7_000));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.queryByText('Label changed')).toBeNull();
    expect(screen.getAllByText('Stopping failed').length).toBeGreaterThan(0);
  });
});
