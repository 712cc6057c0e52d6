/** What the command says to the shell that started it. */
export const EXIT = {
  /** nothing to report */
  clean: 0,
  /** findings, a failed scenario, an unformatted file */
  findings: 1,
  /** the command could not run: bad arguments, an unreadable file, a case that is no case */
  unusable: 2,
  /** `eval` answered, and some answer is undetermined */
  undetermined: 3,
  /** a mistake in Cordon itself */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Ends an action with one sentence for the user and no stack trace. Everything a user can do wrong outside a source
 * file is reported this way; mistakes in sources are diagnostics.
 */
export class Unusable extends Error {
  readonly help: string | null;

  constructor(message: string, help: string | null = null) {
    super(message);
    this.name = "Unusable";
    this.help = help;
  }
}
