// Builds the web application when its sources changed, as `up` does.
import { buildIfChanged } from './up/build';
import { sayError } from './up/say.mjs';

try {
  console.log(await buildIfChanged(process.cwd()));
} catch (error) {
  sayError(error);
  process.exit(1);
}
