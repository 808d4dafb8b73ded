/** Templates: a container's settings under a name. `hash` is the hash of the content and changes with every edit. */
import type { Fields } from '../json';
import type { Seconds } from './clock';
import { hash } from './random';

export interface TemplateContent {
  readonly name: string;
  readonly image: string;
  readonly tag: string | null;
  readonly env: string | null;
  readonly onstart: string | null;
  readonly runtype: string;
  readonly argsStr: string | null;
  readonly useSsh: boolean;
  readonly sshDirect: boolean;
  readonly jupDirect: boolean;
  readonly useJupyterLab: boolean;
  readonly jupyterDir: string | null;
  readonly dockerLoginRepo: string | null;
  /** User and password for it are written and never read. */
  readonly dockerLogin: readonly [user: string, password: string] | null;
  readonly extraFilters: Record<string, unknown>;
  readonly diskGb: number;
  readonly desc: string | null;
  readonly readme: string | null;
  readonly readmeVisible: boolean;
  readonly href: string | null;
  readonly repo: string | null;
  readonly private: boolean;
  /** A hint for Vast.ai's own page. */
  readonly volumeInfo: Fields | null;
}

export interface Template {
  readonly id: number;
  /** 0: Vast.ai's own, recommended to everybody. */
  readonly creator: number;
  readonly created: Seconds;
  content: TemplateContent;
  hash: string;
  used: number;
  lastUsed: Seconds | null;
}

export function hashOf(content: TemplateContent): string {
  const text = JSON.stringify(content);
  return [1, 2, 3, 4].map((part) => hash(part, text).toString(16).padStart(8, '0')).join('');
}

export const imageOf = (content: TemplateContent): string =>
  content.tag && !content.image.includes(':') ? `${content.image}:${content.tag}` : content.image;

const BLANK: Omit<TemplateContent, 'name' | 'image'> = {
  tag: 'latest',
  env: null,
  onstart: null,
  runtype: 'args',
  argsStr: null,
  useSsh: false,
  sshDirect: false,
  jupDirect: false,
  useJupyterLab: false,
  jupyterDir: null,
  dockerLoginRepo: null,
  dockerLogin: null,
  extraFilters: {},
  diskGb: 8,
  desc: null,
  readme: null,
  readmeVisible: true,
  href: null,
  repo: null,
  private: true,
  volumeInfo: null,
};

export const template = (
  content: Partial<TemplateContent> & { name: string; image: string },
): TemplateContent => ({
  ...BLANK,
  ...content,
});
