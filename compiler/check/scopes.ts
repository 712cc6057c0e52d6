/** Which declarations a name can mean: those of the own module (and proposal) and of the modules in `use`. */
import type * as ast from "../../grammar/ast.ts";
import type { Fix } from "../../grammar/base/diagnostic.ts";
import { span } from "../../grammar/base/span.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { nameSpan, type Site, say, silently } from "./context.ts";
import {
  type AnySymbol,
  kindNoun,
  type ModuleInfo,
  type SchemeSymbol,
  type SymbolKind,
  type SymbolOfKind,
  withArticle,
} from "./symbols.ts";

/** All declarations of that name that the site sees, the own module's first. */
export function lookup(site: Site, name: string): readonly AnySymbol[] {
  site.file.asked.add(name);
  const found: AnySymbol[] = [];
  const take = (symbol: AnySymbol | undefined): void => {
    if (symbol !== undefined) found.push(symbol);
  };
  if (site.proposal !== null) take(site.file.module.proposed.get(site.proposal)?.get(name));
  take(site.file.module.symbols.get(name));
  for (const module of site.file.uses.keys()) {
    if (module !== site.file.module) take(module.symbols.get(name));
  }
  return found;
}

/** The declaration of a module by its full id, `us.base.ac_zone`; the module need not be in `use`. */
export function lookupQualified(site: Site, parts: readonly string[]): AnySymbol | null {
  site.file.asked.add(parts.at(-1)!);
  const module = site.context.modules.get(parts.slice(0, -1).join("."));
  return module?.symbols.get(parts.at(-1)!) ?? null;
}

/** Names of one of the kinds that the site sees, for suggestions. */
export function* visibleNames(site: Site, kinds: ReadonlySet<SymbolKind>): Generator<string> {
  site.file.asksAll = true;
  const modules: ReadonlyMap<string, AnySymbol>[] = [site.file.module.symbols];
  if (site.proposal !== null) modules.push(site.file.module.proposed.get(site.proposal) ?? new Map());
  for (const module of site.file.uses.keys()) modules.push(module.symbols);
  for (const symbols of modules) {
    for (const symbol of symbols.values()) if (kinds.has(symbol.kind)) yield symbol.name;
  }
}

/**
 * The declaration a name in a clause refers to. Reports a name that is unknown, ambiguous or of another kind, and returns
 * null then, and for a name that is missing from the text.
 */
export function resolveName<K extends SymbolKind>(
  site: Site,
  node: ast.Name,
  kinds: readonly K[],
  evaluated = false,
): SymbolOfKind<K> | null {
  if (node.missing) return silently(site);
  const wanted = new Set<SymbolKind>(kinds);
  const all = lookup(site, node.text);
  const found = all.filter((symbol) => wanted.has(symbol.kind));
  if (found.length > 1) return sayAmbiguous(site, node, node.text, found[0]!, found[1]!);
  const symbol = found[0];
  if (symbol !== undefined) {
    site.context.use(site, node, symbol, evaluated);
    return symbol as SymbolOfKind<K>;
  }
  const expected = kinds.map((kind) => withArticle(kindNoun[kind])).join(" or ");
  const other = all[0];
  if (other !== undefined) {
    return say(site, "bind/wrong-kind", node, {
      name: node.text,
      found: withArticle(kindNoun[other.kind]),
      expected,
    });
  }
  return sayUnknown(site, node, node.text, expected, [...visibleNames(site, wanted)], wanted);
}

export function sayAmbiguous(
  site: Site,
  node: ast.Node,
  name: string,
  first: AnySymbol,
  second: AnySymbol,
): null {
  // Both modules are needed for the fault to be seen, so neither import is idle.
  for (const symbol of [first, second]) site.file.usedImports.add(symbol.file.module);
  const called = (symbol: AnySymbol): string => `the ${kindNoun[symbol.kind]} \`${symbol.id}\``;
  return say(
    site,
    "bind/ambiguous",
    node,
    { name, first: called(first), second: called(second) },
    {
      related: [first, second].map((symbol) => ({ span: nameSpan(symbol), message: "it is declared here" })),
    },
  );
}

/** Reports an unknown name: with the `use` that would bring it in, or near names and the edits that write them. */
export function sayUnknown(
  site: Site,
  node: ast.Node,
  name: string,
  expected: string,
  names: Iterable<string>,
  kinds: ReadonlySet<SymbolKind>,
): null {
  site.file.asked.add(name);
  for (const module of site.context.modules.values()) {
    const symbol = module.symbols.get(name);
    if (symbol === undefined || !kinds.has(symbol.kind)) continue;
    return say(
      site,
      "bind/unknown-name",
      node,
      { name, expected, near: [], hint: `it is declared in \`${module.path}\`: add that module to \`use\`` },
      {
        related: [{ span: nameSpan(symbol), message: "it is declared here" }],
        fixes: [useFix(site, module)],
      },
    );
  }
  const near = nearNames(name, names);
  return say(
    site,
    "bind/unknown-name",
    node,
    { name, expected, near, hint: null },
    { fixes: renameFixes(site, node, near) },
  );
}

export function renameFixes(site: Site, node: ast.Node, near: readonly string[]): Fix[] {
  return near.map((word) => ({
    title: `write \`${word}\``,
    safe: false,
    edits: [{ span: span(site.file.path, node.start, node.end), newText: word }],
  }));
}

/** Adds a module to the file's `use`, or a `use` after its `module`. */
function useFix(site: Site, module: ModuleInfo): Fix {
  const declarations = site.file.result.file.declarations;
  const use = declarations.find((d) => d.kind === "UseDeclaration");
  const after = use ?? declarations.find((d) => d.kind === "ModuleDeclaration");
  const place = after?.end ?? 0;
  const text = use !== undefined ? `, ${module.path}` : `\nuse ${module.path}`;
  return {
    title: `add \`${module.path}\` to \`use\``,
    safe: true,
    edits: [{ span: span(site.file.path, place, place), newText: text }],
  };
}

/**
 * The scheme of codes that are written without one: the first of the module's jurisdiction or of one it lies within;
 * in a module without, the only scheme it declares.
 */
export function defaultScheme(site: Site): SchemeSymbol | null {
  const file = site.file;
  if (file.defaultScheme !== undefined) return file.defaultScheme;
  let jurisdiction = file.module.draft.jurisdiction;
  let found: SchemeSymbol | null = null;
  for (let depth = 0; jurisdiction !== null && found === null && depth < 16; depth++) {
    const first = jurisdiction.schemes[0];
    const owner = first === undefined ? undefined : site.context.ownerOf.get(first);
    if (owner !== undefined && "kind" in owner && owner.kind === "scheme") found = owner;
    jurisdiction = jurisdiction.within;
  }
  if (found === null) {
    const own = [...file.module.symbols.values()].filter((s) => s.kind === "scheme" && !s.draft.isCountry);
    if (own.length === 1) found = own[0] as SchemeSymbol;
  }
  file.defaultScheme = found;
  return found;
}

/** Reports a code without a scheme, unless the jurisdiction's own schemes are what is faulty. */
export function sayNoScheme(site: Site, node: ast.Node, code: string): null {
  const module = site.file.module;
  const jurisdiction = module.draft.jurisdiction;
  const reported =
    jurisdiction === null
      ? site.context.moduleOwner(module).faulty
      : site.context.withoutSchemes.has(jurisdiction);
  return reported ? silently(site) : say(site, "bind/no-scheme", node, { code });
}
