import type { Diagnostic, Fix, Related, Severity } from "./diagnostic.ts";
import type { Span } from "./span.ts";

/** One row of a message table. `page` is what `cordon explain CODE` shows: why it matters, wrong and right. */
export interface MessageEntry<Args> {
  readonly severity: Severity;
  readonly message: (args: Args) => string;
  readonly help?: (args: Args) => string | undefined;
  readonly page: MessagePage;
}

export interface MessagePage {
  /** Why the finding matters, in a few sentences a lawyer can read. */
  readonly why: string;
  /** A source that triggers the finding, and the same source mended. */
  readonly wrong: string;
  readonly right: string;
}

/** Writes one entry; the type parameter makes the placeholders of its texts required arguments of `report`. */
export function entry<Args = Record<string, never>>(value: MessageEntry<Args>): MessageEntry<Args> {
  return value;
}

// biome-ignore lint/suspicious/noExplicitAny: the table holds entries of different argument types
export type MessageTable = Record<string, MessageEntry<any>>;

type ArgsOf<E> = E extends MessageEntry<infer A> ? A : never;

export interface ReportOptions {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly subject?: Diagnostic["subject"];
}

export type Reporter<T extends MessageTable> = <C extends keyof T & string>(
  code: C,
  span: Span,
  args: ArgsOf<T[C]>,
  options?: ReportOptions,
) => Diagnostic;

/** Builds the typed report function of a table: an unknown code or a missing argument does not compile. */
export function reporter<T extends MessageTable>(table: T): Reporter<T> {
  return (code, span, args, options = {}) => {
    const row = table[code]!;
    const help = row.help?.(args);
    return {
      code,
      severity: row.severity,
      message: row.message(args),
      span,
      related: options.related ?? [],
      fixes: options.fixes ?? [],
      ...(help === undefined ? {} : { help }),
      ...(options.subject === undefined ? {} : { subject: options.subject }),
    };
  };
}
