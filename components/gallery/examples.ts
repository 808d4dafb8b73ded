import { charts } from './charts';
import { controls } from './controls';
import type { Example } from './example';
import { frame } from './frame';
import { over } from './over';
import { rows } from './rows';
import { words } from './words';

export const EXAMPLES: readonly { title: string; examples: readonly Example[] }[] = [
  { title: 'Controls', examples: controls },
  { title: 'Words, figures and what holds them', examples: words },
  { title: 'Rows', examples: rows },
  { title: 'Over the page', examples: over },
  { title: 'Charts', examples: charts },
  { title: 'The frame', examples: frame },
];
