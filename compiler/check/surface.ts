/**
 * What other declarations can see of one, as text: two surfaces that are equal make no difference to anything that names the
 * declaration. It is what the passes of the checker read of symbols and drafts that are not their own; one that comes to
 * read more must add it here. Kinds that are missing show their name alone, or are never taken over (`incremental.ts`).
 */
import type { Context } from "./context.ts";
import type { AnySymbol, CaseSymbol, FileUnit } from "./symbols.ts";
import type { Type } from "./tree.ts";

/** The surfaces of all that the files declare, by name. */
export function surfaces(context: Context, files: readonly FileUnit[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    for (const symbol of file.symbols) {
      const own = `${symbol.kind} ${symbol.id} ${surfaceOf(context, symbol)}\n`;
      found.set(symbol.name, (found.get(symbol.name) ?? "") + own);
    }
  }
  return found;
}

function surfaceOf(context: Context, symbol: AnySymbol): string {
  switch (symbol.kind) {
    case "measure": {
      const bound = symbol.draft.chronology.versions.flatMap(({ value }) =>
        value.binders.flatMap(({ variable, entry }) => [variable, ...(entry === null ? [] : [entry])]),
      );
      const names = bound.map(({ name, type }) => [name, typeText(type)]);
      return JSON.stringify([symbol.node.measureKind, symbol.faulty, symbol.labels, names]);
    }
    case "exception": {
      const obligations = symbol.draft.chronology.versions.flatMap(({ value }) => value.obligations);
      return JSON.stringify(obligations.map(({ id }) => id));
    }
    case "define": {
      const type = symbol.type === null ? null : typeText(symbol.type);
      const { parameters } = symbol.node;
      const known = context.parameters.get(symbol)?.map((variable) => typeText(variable.type)) ?? null;
      const names = parameters.map(({ name }) => name.text);
      return JSON.stringify([symbol.node.of?.text ?? null, names, known, type]);
    }
    case "group": {
      const members = [...(context.expanded.get(symbol) ?? [])].map(({ id }) => id);
      return JSON.stringify([symbol.holds, typeText(symbol.draft.of), symbol.draft.open, members]);
    }
    case "instrument": {
      const { published, announced, from } = symbol.draft;
      return JSON.stringify([published, announced, from]);
    }
    case "case":
      return caseText(symbol, new Set());
    default:
      return "";
  }
}

/** The facts as written, with those of the cases it builds on. */
function caseText(symbol: CaseSymbol, inside: Set<CaseSymbol>): string {
  if (inside.has(symbol)) return "";
  inside.add(symbol);
  const bases = symbol.parts.flatMap((part) => (part.kind === "case" ? [caseText(part.symbol, inside)] : []));
  const { source } = symbol.file.result;
  return [symbol.faulty, source.text.slice(symbol.node.start, symbol.node.end), ...bases].join("\n");
}

/** A type as text that tells it apart from every other. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "number":
      return `number ${type.unit.text} ${JSON.stringify(type.unit.dimension)} ${type.unit.factor.toFraction()}`;
    case "enum":
      return `enum ${type.enum.id}`;
    case "code":
      return `code ${type.scheme?.id ?? ""}`;
    case "set":
      return `set ${typeText(type.of)}`;
    case "list":
      return `list ${type.of.id}`;
    case "record":
      return `record ${type.record.id}`;
    case "entry":
      return `entry ${type.lists.map(({ id }) => id).join(" ")}`;
    default:
      return type.kind;
  }
}
