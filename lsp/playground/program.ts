/** A program of the playground: files, and the case that is asked about. It is all that a link holds. */

export interface Program {
  /** texts by path, such as `measures.cordon` or `lists/parties.csv` */
  readonly files: Readonly<Record<string, string>>;
  /** the file that is shown */
  readonly open: string;
  readonly question: Question;
}

/** A case as JSON text, which may be half written, and the day it is about. */
export interface Question {
  readonly json: string;
  /** empty: none yet */
  readonly asOf: string;
}

/** A program that comes with the page. */
export interface Example {
  /** the name in a link: `#example=nl-scanners` */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly paths: readonly string[];
  readonly open: string;
  /** null: the case of the first scenario */
  readonly question: Question | null;
}

/** The examples, with the texts of all their files: many share the vocabulary. */
export interface Library {
  readonly examples: readonly Example[];
  readonly files: Readonly<Record<string, string>>;
}

export function programOf({ files }: Library, { paths, open, question }: Example): Program {
  return {
    files: Object.fromEntries(paths.map((path) => [path, files[path] ?? ""])),
    open,
    question: question ?? { json: "", asOf: "" },
  };
}

const PATH = /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+){0,7}\.(?:cordon|csv)$/;

/** Whether a path may be that of a file here: the manifest, or below the folder, in plain letters, of a kind that is read. */
export function isPath(path: string): boolean {
  return path === "cordon.json" || (path.length <= 120 && PATH.test(path));
}
