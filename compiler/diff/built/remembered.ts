/**
 * What was worked out of a part of a build, found again by the object of that part: two builds that are compared have one object for
 * what is equal in both (`compiler/table/equal-parts.ts`). What a part comes to depends on other parts too; it is the same as long
 * as all of these are.
 */
export class Remembered<K extends object, V> {
  readonly #known = new WeakMap<K, { readonly read: readonly unknown[]; readonly value: V }>();

  /** `read`: everything else that the value is made from. */
  of(part: K, read: readonly unknown[], make: () => V): V {
    const known = this.#known.get(part);
    if (known !== undefined && isSame(known.read, read)) return known.value;
    const value = make();
    this.#known.set(part, { read, value });
    return value;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
