/**
 * SHA-256 in plain TypeScript. The compiler runs in a browser and a worker, where the platform's hash is asynchronous
 * and absent on pages opened from disk; a build needs the same value everywhere, at once.
 */

/** The first 32 bits of the fractional part of the n-th prime's root, computed in integers. */
function rootBits(prime: number, root: 2 | 3): number {
  // floor(prime^(1/root) * 2^32) by bisection; BigInt keeps every bit.
  const target = BigInt(prime) << BigInt(32 * root);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffff_ffffn);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}

let constants: { readonly k: Uint32Array; readonly h: Uint32Array } | undefined;

function tables(): { readonly k: Uint32Array; readonly h: Uint32Array } {
  if (constants === undefined) {
    const primes = firstPrimes(64);
    constants = {
      k: Uint32Array.from(primes, (p) => rootBits(p, 3)),
      h: Uint32Array.from(primes.slice(0, 8), (p) => rootBits(p, 2)),
    };
  }
  return constants;
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The SHA-256 of bytes as 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const { k, h: initial } = tables();
  const h = Uint32Array.from(initial);
  const length = bytes.length;
  const padded = new Uint8Array((((length + 8) >> 6) << 6) + 64);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const w = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(block + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    compress(h, w, k);
  }
  return Array.from(h, (word) => word.toString(16).padStart(8, "0")).join("");
}

function compress(state: Uint32Array, w: Uint32Array, k: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = [...state] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i]! + w[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const result = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = state[i]! + result[i]!;
}

/** The content hash of a text, taken over its UTF-8 bytes: `sha256-<hex>`. */
export function contentHash(text: string): string {
  return `sha256-${sha256(new TextEncoder().encode(text))}`;
}
