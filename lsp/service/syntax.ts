/** Small questions to the syntax tree that several features ask. */
import type { AnyNode, Declaration } from "../../grammar/ast.ts";
import { ancestorsAt } from "../../grammar/walk.ts";

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Place extends Range {
  readonly path: string;
}

/** The node that names a declaration; null for those that have no name. */
export function nameOf(declaration: Declaration): (Range & { readonly text: string }) | null {
  switch (declaration.kind) {
    case "ItemDeclaration":
      return declaration.code;
    case "ScenarioDeclaration":
      return { start: declaration.title.start, end: declaration.title.end, text: declaration.title.value };
    case "FactDeclaration": {
      const [first] = declaration.names;
      return first ?? null;
    }
    case "ModuleDeclaration":
      return { ...range(declaration.path), text: declaration.path.parts.map((part) => part.text).join(".") };
    case "UseDeclaration":
    case "ErrorDeclaration":
      return null;
    default:
      return declaration.name;
  }
}

export function range({ start, end }: Range): Range {
  return { start, end };
}

/** The words in front of the name: `list measure`, `item`. */
export function headOf(declaration: Declaration): string {
  switch (declaration.kind) {
    case "MeasureDeclaration":
      return `${declaration.measureKind} measure`;
    case "CodesDeclaration":
      return "codes";
    case "ErrorDeclaration":
      return "";
    default:
      return declaration.kind.replace(/Declaration$/, "").toLowerCase();
  }
}

/** The innermost declaration around an offset: one of a proposal counts before the proposal. */
export function declarationAt(root: AnyNode, offset: number): Declaration | null {
  const around = ancestorsAt(root, offset).filter((node): node is Declaration => isDeclaration(node));
  return around.at(-1) ?? null;
}

export function isDeclaration(node: AnyNode): node is Declaration {
  return node.kind.endsWith("Declaration");
}

/** All declarations of a file, those of proposals among them. */
export function declarationsOf(declarations: readonly Declaration[]): Declaration[] {
  return declarations.flatMap((declaration) =>
    declaration.kind === "ProposalDeclaration"
      ? [declaration, ...declarationsOf(declaration.declarations)]
      : [declaration],
  );
}
