/** What a small company does all day: the kinds of runs it starts, and the services it keeps. */
import type { Work } from '../world/contracts';

export interface Recipe {
  readonly label: string | null;
  /** The label's run number: the last one, and how many days of work bear one number. */
  readonly numbered?: { readonly last: number; readonly everyDays: number; readonly digits?: number };
  /** Only in the last days before the present: work that was begun recently. */
  readonly lastDays?: number;
  /** "4x H100 SXM": what it runs on, drawn anew for each. */
  readonly on: readonly string[];
  readonly work: Work;
  readonly image: string;
  readonly diskGb: number;
  /** How many a day, on working days and at weekends. */
  readonly perDay: readonly [weekday: number, weekend: number];
  readonly hours: readonly [number, number];
  /** UTC hours between which people start it. */
  readonly starts: readonly [number, number];
  readonly bidPercent?: number;
}

export const PYTORCH = 'vastai/pytorch:2.9.0-cuda-12.8';
export const COMFY = 'vastai/comfy:v0.3.68';
export const VISION = 'ghcr.io/northwind/vision-train:0.9';
export const EMBED = 'ghcr.io/northwind/embed:1.14';
export const EVAL = 'ghcr.io/northwind/eval:3.2';
export const API = 'ghcr.io/northwind/api:2.8';
export const PLAIN = 'vastai/base-image:cuda-12.8.1-auto';

export const RECIPES: readonly Recipe[] = [
  {
    label: 'llama-ft',
    numbered: { last: 12, everyDays: 7 },
    on: ['2x H100 SXM', '2x H100 SXM', '4x H100 SXM'],
    work: 'train',
    image: PYTORCH,
    diskGb: 400,
    perDay: [1.55, 0.85],
    hours: [9, 19],
    starts: [6, 16],
  },
  {
    label: 'embed-crawl',
    on: ['4x RTX 4090'],
    work: 'crawl',
    image: EMBED,
    diskGb: 120,
    perDay: [0.85, 0.5],
    hours: [16, 30],
    starts: [7, 15],
  },
  {
    label: 'notebook-en',
    on: ['1x RTX 3060', '1x RTX 4060 Ti'],
    work: 'notebook',
    image: PYTORCH,
    diskGb: 40,
    perDay: [0.8, 0.1],
    hours: [5, 11],
    starts: [7, 10],
  },
  {
    label: 'eval',
    numbered: { last: 76, everyDays: 1.2 },
    on: ['1x RTX 4090', '2x RTX 4090', '1x RTX 5090'],
    work: 'train',
    image: EVAL,
    diskGb: 60,
    perDay: [3.1, 0.8],
    hours: [1, 4],
    starts: [8, 21],
    bidPercent: 74,
  },
  {
    label: 'vision-ft',
    numbered: { last: 3, everyDays: 30, digits: 2 },
    on: ['4x A100 SXM4', '2x RTX 5090', '2x A100 SXM4', '2x A100 SXM4'],
    work: 'train',
    image: VISION,
    diskGb: 220,
    perDay: [1.5, 0.8],
    hours: [9, 20],
    starts: [5, 15],
  },
  {
    label: 'vision-ft-04',
    lastDays: 8,
    on: ['2x A100 SXM4', '4x A100 SXM4'],
    work: 'train',
    image: VISION,
    diskGb: 220,
    perDay: [1, 0.6],
    hours: [9, 18],
    starts: [5, 13],
  },
  {
    label: 'sdxl-batch',
    numbered: { last: 7, everyDays: 13 },
    on: ['4x RTX 3090', '4x RTX 4090', '8x RTX 3090'],
    work: 'render',
    image: COMFY,
    diskGb: 100,
    perDay: [2.1, 1.8],
    hours: [5, 12],
    starts: [17, 23],
    bidPercent: 72,
  },
  {
    label: 'ci-smoke',
    on: ['1x RTX 4060 Ti', '1x RTX 3060'],
    work: 'serve',
    image: 'ghcr.io/northwind/api:ci',
    diskGb: 16,
    perDay: [4.5, 0.6],
    hours: [0.2, 0.8],
    starts: [7, 19],
  },
  {
    label: null,
    on: ['1x RTX 3090', '1x RTX 4090', '1x RTX A6000'],
    work: 'notebook',
    image: PLAIN,
    diskGb: 32,
    perDay: [1.2, 0.7],
    hours: [2, 9],
    starts: [9, 22],
  },
];

/** Long-lived services, started anew every so many days. */
export const SERVICES = [
  { label: 'api-canary', on: '1x L40S', work: 'serve', image: API, diskGb: 80, everyDays: 12 },
  {
    label: 'search-index',
    on: '1x RTX 4090',
    work: 'serve',
    image: 'ghcr.io/northwind/search:5.1',
    diskGb: 160,
    everyDays: 19,
  },
] as const;
