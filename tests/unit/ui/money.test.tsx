// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Money, moneyText } from '@/components/ui/money';

afterEach(cleanup);

describe('Money', () => {
  it('rounds half up from the exact text, where a double would round down', () => {
    expect(moneyText('1.005')).toBe('$1.01');
    expect(moneyText('0.6675', { places: 3 })).toBe('$0.668');
  });

  it('groups thousands and keeps the decimals of its column', () => {
    expect(moneyText('1284.1')).toBe('$1,284.10');
    expect(moneyText('1234567.8', { places: 3 })).toBe('$1,234,567.800');
  });

  it('shows a real minus before the dollar, a plus only where differences are shown, and never a signed zero', () => {
    expect(moneyText('-86.1')).toBe('−$86.10');
    expect(moneyText('684.9', { signed: true })).toBe('+$684.90');
    expect(moneyText('684.9')).toBe('$684.90');
    expect(moneyText('-0.004', { signed: true })).toBe('$0.00');
    expect(moneyText('0.004', { signed: true })).toBe('$0.00');
  });

  it('leaves the dollar to the column head when bare', () => {
    expect(moneyText('-7.881', { bare: true })).toBe('−7.88');
  });

  it('keeps every digit within reach of the rounded figure', () => {
    render(<Money amount="7.88123456789" unit="/h" />);
    const shown = screen.getByText(/7\.88/);
    expect(shown.textContent).toBe('$7.88/h');
    expect(shown.getAttribute('title')).toBe('$7.88123456789');
    expect(shown.getAttribute('value')).toBe('7.88123456789');
  });

  it('refuses what is not an amount instead of guessing', () => {
    expect(() => moneyText('about 7')).toThrow(/not an amount/);
  });
});
