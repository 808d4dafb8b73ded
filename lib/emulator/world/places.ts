/** Where the places of the market lie, in degrees north and east, to the nearest tenth or so. */
import type { Machine } from './machines';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const TABLE = `
California, US | 37.3 -121.9
Texas, US      | 32.8 -96.8
Utah, US       | 40.8 -111.9
Virginia, US   | 39.0 -77.5
Ohio, US       | 40.0 -83.0
Paris, FR      | 48.9 2.4
Madrid, ES     | 40.4 -3.7
Bangkok, TH    | 13.8 100.5
Hanoi, VN      | 21.0 105.9
Mumbai, IN     | 19.1 72.9
Sofia, BG      | 42.7 23.3
Sydney, AU     | -33.9 151.2
Frankfurt, DE  | 50.1 8.7
Ljubljana, SI  | 46.1 14.5
Taipei, TW     | 25.0 121.6
Tokyo, JP      | 35.7 139.7
Bucharest, RO  | 44.4 26.1
Oslo, NO       | 59.9 10.8
Seoul, KR      | 37.6 127.0
Warsaw, PL     | 52.2 21.0
Hong Kong, HK  | 22.3 114.2
Berlin, DE     | 52.5 13.4
Helsinki, FI   | 60.2 24.9
Montreal, CA   | 45.5 -73.6
Shenzhen, CN   | 22.5 114.1
Toronto, CA    | 43.7 -79.4
Stockholm, SE  | 59.3 18.1
London, GB     | 51.5 -0.1
Milan, IT      | 45.5 9.2`;

const POINTS = new Map(
  TABLE.trim()
    .split('\n')
    .map((line): [string, Point] => {
      const [name = '', numbers = ''] = line.split('|').map((cell) => cell.trim());
      const [latitude = 0, longitude = 0] = numbers.split(' ').map(Number);
      return [name, { latitude, longitude }];
    }),
);

export function pointOf({ place }: Pick<Machine, 'place'>): Point {
  const found = POINTS.get(place);
  if (!found) throw new Error(`no map has ${place}`);
  return found;
}
