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

/** A SHA-256 in the making: of bytes that come one part after the other. */
export class Sha256 {
  readonly #k = tables().k;
  readonly #h = Uint32Array.from(tables().h);
  readonly #w = new Uint32Array(64);
  /** what does not fill a block of 64 bytes yet */
  readonly #rest = new Uint8Array(64);
  #held = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let from = 0;
    if (this.#held > 0) {
      from = Math.min(64 - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, from), this.#held);
      this.#held += from;
      if (this.#held < 64) return;
      this.#block(this.#rest, 0);
      this.#held = 0;
    }
    for (; from + 64 <= bytes.length; from += 64) this.#block(bytes, from);
    this.#rest.set(bytes.subarray(from));
    this.#held = bytes.length - from;
  }

  /** The hash of all parts as 64 lower-case hexadecimal digits; nothing may follow. */
  digest(): string {
    const length = this.#length;
    const end = new Uint8Array(this.#held < 56 ? 64 - this.#held : 128 - this.#held);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(length / 0x2000_0000));
    view.setUint32(end.length - 4, (length << 3) >>> 0);
    this.update(end);
    return Array.from(this.#h, (word) => word.toString(16).padStart(8, "0")).join("");
  }

  #block(bytes: Uint8Array, at: number): void {
    const w = this.#w;
    for (let i = 0; i < 16; i++) {
      const j = at + i * 4;
      w[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    compress(this.#h, w, this.#k);
  }
}

/** The SHA-256 of bytes as 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const hash = new Sha256();
  hash.update(bytes);
  return hash.digest();
}

function compress(state: Uint32Array, w: Uint32Array, k: Uint32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
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
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** The content hash of a text, taken over its UTF-8 bytes: `sha256-<hex>`. */
export function contentHash(text: string): string {
  return `sha256-${sha256(new TextEncoder().encode(text))}`;
}
