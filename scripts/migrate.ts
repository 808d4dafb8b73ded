// Brings the database of DATABASE_URL up to this version.
import { migrate } from '@/lib/store/migrate';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is not set. `npm run up` migrates the embedded database by itself.');
  process.exit(2);
}
const count = await migrate(url);
console.log(count === 0 ? 'nothing to migrate' : `${count} migrations applied`);
