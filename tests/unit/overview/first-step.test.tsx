import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FirstStep } from '@/components/overview/first-step';

const demo = { workspaceId: 'd', choose: async () => {} };
const LINK = 'Link an account';
const DEMO = 'Look round in the demo';

it.each([
  [true, true, [LINK, DEMO]],
  [true, false, [LINK]],
  // Whoever may not link an account still finds something to look at.
  [false, true, [DEMO]],
  [false, false, []],
])('an empty workspace, may link: %s, demo: %s, offers %j', (mayLink, hasDemo, offered) => {
  const html = renderToStaticMarkup(<FirstStep mayLink={mayLink} demo={hasDemo ? demo : undefined} />);
  expect([LINK, DEMO].filter((words) => html.includes(words))).toEqual(offered);
});
