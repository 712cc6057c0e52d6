/**
 * Which `item` declarations a set of codes touches: those at or below a member, and those above one, whose own
 * parameters decide. Items are held in a tree by the levels of their codes, and each branch is one owner, so that a
 * program of ten thousand measures does not get ten thousand edges for each.
 */
import { levelsOf, relateToCode, relateToRange } from "./codes.ts";
import { type Context, makeOwner } from "./context.ts";
import type { AnySymbol, GroupSymbol, ItemSymbol, Owner } from "./symbols.ts";
import type { Expr, Scheme } from "./tree.ts";

interface Branch {
  readonly owner: Owner;
  readonly children: Map<string, Branch>;
  item: ItemSymbol | null;
}

const nowhere = { file: "", start: 0, end: 0 };

/** Owners made here have no label: a circle is shown without them. */
function branch(): Branch {
  return { owner: makeOwner("", nowhere), children: new Map(), item: null };
}

export class ItemUses {
  readonly #context: Context;
  readonly #trees = new Map<string, Branch>();
  readonly #groups = new Map<GroupSymbol, Owner>();
  readonly #ranges = new Map<string, Owner>();

  constructor(context: Context) {
    this.#context = context;
    for (const symbol of context.everyOfKind("item")) this.#plant(symbol);
  }

  #link(from: Owner, to: Owner, set: Expr | null = null): void {
    this.#context.deriveNeed(from, to);
    this.#context.deriveEvaluation(from, to, set?.span ?? nowhere);
  }

  #plant(symbol: ItemSymbol): void {
    const scheme: Scheme | null = symbol.draft.scheme;
    if (scheme === null) return;
    let at = this.#tree(scheme);
    for (const level of levelsOf(scheme, symbol.draft.code)) {
      let next = at.children.get(level);
      if (next === undefined) {
        next = branch();
        at.children.set(level, next);
        this.#link(at.owner, next.owner);
      }
      at = next;
    }
    at.item ??= symbol;
    this.#link(at.owner, symbol);
  }

  #tree(scheme: Scheme): Branch {
    let tree = this.#trees.get(scheme.id);
    if (tree === undefined) {
      tree = branch();
      this.#trees.set(scheme.id, tree);
    }
    return tree;
  }

  /** Adds the edges from `owner` to what the set touches. */
  touch(owner: Owner, set: Expr): void {
    switch (set.kind) {
      case "const":
        if (set.value.kind === "code") this.#touchCode(owner, set.value.scheme, set.value.code, set);
        return;
      case "setLiteral":
        for (const member of set.members) this.touch(owner, member);
        return;
      case "scheme":
        this.#link(owner, this.#tree(set.scheme).owner, set);
        return;
      case "codeRange":
        this.#link(owner, this.#range(set), set);
        return;
      case "group": {
        const symbol = this.#context.ownerOf.get(set.group);
        if (symbol !== undefined && "kind" in symbol && symbol.kind === "group")
          this.#link(owner, this.#group(symbol), set);
        return;
      }
      case "union":
        this.touch(owner, set.left);
        this.touch(owner, set.right);
        return;
      case "minus":
        // What is taken out need not be asked; that matters where an item is defined by its siblings.
        for (const item of this.#itemsOf(set.left)) {
          if (!within(set.right, item.draft.scheme, item.draft.code)) this.#link(owner, item, set);
        }
        return;
      case "intersect":
        this.touch(owner, set.left);
        return;
      case "schemesOf":
        for (const symbol of this.#context.jurisdictions.values()) {
          if (!mayBe(set.country, symbol.draft.name)) continue;
          for (const scheme of symbol.draft.schemes) this.#link(owner, this.#tree(scheme).owner, set);
        }
        return;
      default:
        return;
    }
  }

  #touchCode(owner: Owner, scheme: Scheme, code: string, set: Expr): void {
    let at: Branch | undefined = this.#tree(scheme);
    const levels = levelsOf(scheme, code);
    for (const [i, level] of levels.entries()) {
      at = at.children.get(level);
      if (at === undefined) return;
      if (i < levels.length - 1 && at.item !== null) this.#link(owner, at.item, set);
    }
    this.#link(owner, at.owner, set);
  }

  #range(set: Expr & { kind: "codeRange" }): Owner {
    const key = `${set.scheme.id} ${set.low} ${set.high}`;
    let owner = this.#ranges.get(key);
    if (owner === undefined) {
      owner = makeOwner("", nowhere);
      this.#ranges.set(key, owner);
      for (const item of this.#context.items.get(set.scheme.id)?.values() ?? []) {
        if (relateToRange(set.scheme, item.draft.code, set.low, set.high) !== "out") this.#link(owner, item);
      }
    }
    return owner;
  }

  #group(symbol: GroupSymbol): Owner {
    let owner = this.#groups.get(symbol);
    if (owner === undefined) {
      owner = makeOwner("", nowhere);
      this.#groups.set(symbol, owner);
      for (const version of symbol.draft.chronology.versions) {
        if (version.value.operation !== "remove") this.touch(owner, version.value.value);
      }
    }
    return owner;
  }

  /** The items a set touches, one by one. */
  #itemsOf(set: Expr): Set<ItemSymbol> {
    const probe = makeOwner("", nowhere);
    this.touch(probe, set);
    const items = new Set<ItemSymbol>();
    const seen = new Set<Owner>();
    const pending: Owner[] = [...probe.evaluates.keys()];
    for (let owner = pending.pop(); owner !== undefined; owner = pending.pop()) {
      if (seen.has(owner)) continue;
      seen.add(owner);
      const symbol = owner as Owner & Partial<AnySymbol>;
      if (symbol.kind === "item") items.add(owner as ItemSymbol);
      else if (owner.label === "") pending.push(...owner.evaluates.keys());
    }
    return items;
  }
}

/** Whether a country can be the one of that name: all but a constant can. */
function mayBe(country: Expr, name: string): boolean {
  return country.kind !== "const" || (country.value.kind === "code" && country.value.code === name);
}

/** Whether the code lies in the set on every day, as far as that can be told without groups. */
function within(set: Expr, scheme: Scheme, code: string): boolean {
  switch (set.kind) {
    case "const":
      return (
        set.value.kind === "code" &&
        set.value.scheme === scheme &&
        relateToCode(scheme, code, set.value.code) === "in"
      );
    case "setLiteral":
      return set.members.some((member) => within(member, scheme, code));
    case "codeRange":
      return set.scheme === scheme && relateToRange(scheme, code, set.low, set.high) === "in";
    case "scheme":
      return set.scheme === scheme;
    case "union":
      return within(set.left, scheme, code) || within(set.right, scheme, code);
    case "intersect":
      return within(set.left, scheme, code) && within(set.right, scheme, code);
    default:
      return false;
  }
}
