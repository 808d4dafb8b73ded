/**
 * The market's GPU models: prices, sizes and places as listed in autumn 2026 (a survey of public offers), compute
 * figures as NVIDIA prints them. `usd` is the usual on-demand price of one GPU and hour; `share` of 1,000 machines.
 */
export interface GpuModel {
  readonly name: string;
  readonly vramMb: number;
  readonly counts: readonly number[];
  readonly usd: string;
  readonly share: number;
  readonly places: readonly string[];
  readonly tflops: number;
  readonly dlperf: number;
  /** Compute capability x 100. */
  readonly computeCap: number;
  readonly memoryGbS: number;
  readonly watts: number;
  /** Share of its machines that stand in a datacenter. */
  readonly datacenter: number;
}

const STATES = ['California, US', 'Texas, US', 'Utah, US', 'Virginia, US', 'Ohio, US'];

// model | MB each | counts | $/h each | machines in 1,000 | TFLOPS | DLPerf | capability x 100 | GB/s | W | datacenter | places
const TABLE = `
H200            | 143771 | 1 2 4 8    | 2.50 | 30  | 66.9  | 512 | 900  | 4800 | 700  | 1    | Paris, FR; US; Madrid, ES
H100 SXM        | 81559  | 1 2 4 8    | 1.95 | 50  | 66.9  | 430 | 900  | 3350 | 700  | 1    | US; Bangkok, TH; Hanoi, VN; Mumbai, IN
H100 NVL        | 95830  | 1 2 4      | 2.15 | 20  | 60.3  | 402 | 900  | 3940 | 400  | 1    | Sofia, BG; Sydney, AU; US
B200            | 183359 | 2 4 8      | 4.70 | 10  | 74.5  | 890 | 1000 | 7700 | 1000 | 1    | US
A100 SXM4       | 40960  | 1 2 4 8    | 0.76 | 25  | 19.5  | 210 | 800  | 1555 | 400  | 0.9  | US; Frankfurt, DE; Ljubljana, SI
A100 SXM4       | 81920  | 1 2 4 8    | 0.95 | 15  | 19.5  | 228 | 800  | 2039 | 400  | 0.9  | US; Frankfurt, DE
A100 PCIE       | 81920  | 1 2 4      | 0.87 | 30  | 19.5  | 196 | 800  | 1935 | 300  | 0.8  | US
L40S            | 46068  | 1 2 4 8    | 0.60 | 30  | 91.6  | 186 | 890  | 864  | 350  | 0.8  | Taipei, TW; US; Tokyo, JP
RTX PRO 6000 S  | 97887  | 1 2 4      | 1.13 | 12  | 110.1 | 330 | 1200 | 1597 | 600  | 0.8  | US
RTX PRO 6000 WS | 97887  | 1 2 4      | 1.07 | 8   | 125.0 | 348 | 1200 | 1792 | 600  | 0.4  | US
RTX 6000Ada     | 49140  | 1 2 4      | 0.42 | 20  | 91.1  | 178 | 890  | 960  | 300  | 0.5  | Tokyo, JP; US
RTX A6000       | 49140  | 1 2 4 8    | 0.43 | 40  | 38.7  | 88  | 860  | 768  | 300  | 0.5  | US; Bucharest, RO
A40             | 46068  | 1 2 4      | 0.67 | 20  | 37.4  | 82  | 860  | 696  | 300  | 0.8  | Sydney, AU
RTX 5090        | 32607  | 1 2 4 8 16 | 0.36 | 200 | 104.8 | 205 | 1200 | 1792 | 575  | 0.3  | US; Oslo, NO; Seoul, KR; Warsaw, PL; Hong Kong, HK
RTX 4090        | 24564  | 1 2 4 5 8  | 0.36 | 165 | 82.6  | 105 | 890  | 1008 | 450  | 0.3  | Berlin, DE; Hong Kong, HK; US; Helsinki, FI; Montreal, CA; Taipei, TW
RTX 4090        | 49140  | 1 2 4 8    | 0.47 | 15  | 82.6  | 104 | 890  | 1008 | 450  | 0.2  | Hong Kong, HK; Shenzhen, CN
RTX 3090        | 24576  | 1 2 4 8    | 0.17 | 120 | 35.6  | 62  | 860  | 936  | 350  | 0.15 | Toronto, CA; US; Stockholm, SE
RTX 4080S       | 16376  | 1 2 4      | 0.22 | 30  | 52.2  | 76  | 890  | 736  | 320  | 0.1  | Montreal, CA; Berlin, DE; US
RTX 4070S Ti    | 16376  | 1 2        | 0.18 | 20  | 44.1  | 64  | 890  | 672  | 285  | 0.1  | Sofia, BG
RTX 4060 Ti     | 16380  | 1 2        | 0.13 | 30  | 22.1  | 34  | 890  | 288  | 165  | 0.1  | London, GB
RTX 3080        | 10240  | 1 2 4      | 0.09 | 30  | 29.8  | 48  | 860  | 760  | 320  | 0.05 | Shenzhen, CN
RTX 3060        | 12288  | 1 2 4      | 0.08 | 30  | 12.7  | 24  | 860  | 360  | 170  | 0.05 | Milan, IT
RTX 3060 Ti     | 8192   | 1 2        | 0.10 | 10  | 16.2  | 30  | 860  | 448  | 200  | 0.05 | US
RTX 3070        | 8192   | 1 2        | 0.10 | 10  | 20.3  | 34  | 860  | 448  | 220  | 0.05 | Toronto, CA; Taipei, TW
Tesla V100      | 16384  | 1 2 4 8    | 0.11 | 20  | 15.7  | 50  | 700  | 900  | 300  | 0.6  | Stockholm, SE
RTX A2000       | 6138   | 2 4 8      | 0.10 | 10  | 8.0   | 14  | 860  | 288  | 70   | 0.2  | Montreal, CA`;

function row(line: string): GpuModel {
  const cells = line.split('|').map((cell) => cell.trim());
  const number = (index: number) => Number(cells[index]);
  return {
    name: cells[0]!,
    vramMb: number(1),
    counts: cells[2]!.split(' ').map(Number),
    usd: cells[3]!,
    share: number(4),
    tflops: number(5),
    dlperf: number(6),
    computeCap: number(7),
    memoryGbS: number(8),
    watts: number(9),
    datacenter: number(10),
    places: cells[11]!.split(';').flatMap((place) => (place.trim() === 'US' ? STATES : [place.trim()])),
  };
}

export const MODELS: readonly GpuModel[] = TABLE.trim().split('\n').map(row);
