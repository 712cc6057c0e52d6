/**
 * Reads JSON and keeps where everything stands and how numbers were written. `JSON.parse` does neither: a wrong cell of a
 * list must be reported at its place, and `0.0019` must stay a decimal. Objects become lists of members, never JavaScript
 * objects, so that no key of a data file can reach a prototype.
 */

export type JsonNode = JsonObject | JsonArray | JsonText | JsonNumber | JsonTruth | JsonNull;

interface Placed {
  /** UTF-16 offsets into the text */
  readonly start: number;
  readonly end: number;
}
export interface JsonObject extends Placed {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}
export interface JsonMember extends Placed {
  readonly key: JsonText;
  readonly value: JsonNode;
}
export interface JsonArray extends Placed {
  readonly kind: "array";
  readonly elements: readonly JsonNode[];
}
export interface JsonText extends Placed {
  readonly kind: "text";
  readonly value: string;
}
export interface JsonNumber extends Placed {
  readonly kind: "number";
  /** as written */
  readonly text: string;
}
export interface JsonTruth extends Placed {
  readonly kind: "truth";
  readonly value: boolean;
}
export interface JsonNull extends Placed {
  readonly kind: "null";
}

export interface JsonProblem extends Placed {
  /** what is wrong, as a message: lower case, no period */
  readonly message: string;
}

export interface JsonResult {
  /** the values up to the first problem that ends reading; JSON Lines have several */
  readonly values: readonly JsonNode[];
  readonly problems: readonly JsonProblem[];
}

const MAX_DEPTH = 64;
/** Keys that mean something to JavaScript objects; no list or manifest needs them. */
const RESERVED = new Set(["__proto__", "prototype", "constructor"]);

class JsonFault extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What a value is called in messages. */
export function describeJson(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "text":
      return "a text";
    case "number":
      return "a number";
    case "truth":
      return node.value ? "`true`" : "`false`";
    case "null":
      return "`null`";
  }
}

/**
 * Reads one JSON value, or with `lines` any number of values that follow one another (JSON Lines). A byte order mark is
 * skipped. Never throws; reading ends at the first malformed place, while a repeated or reserved key is reported and read
 * over.
 */
export function readJson(text: string, lines = false): JsonResult {
  const reader = new JsonReader(text);
  const values: JsonNode[] = [];
  try {
    reader.skip();
    if (!lines || !reader.atEnd()) values.push(reader.value(0));
    while (!reader.atEnd()) {
      if (!lines) reader.fail("nothing may follow the value");
      values.push(reader.value(0));
    }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    reader.problems.push(error.problem);
  }
  return { values, problems: reader.problems };
}

class JsonReader {
  readonly problems: JsonProblem[] = [];
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  skip(): void {
    while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  fail(message: string, start = this.#at, end = Math.min(start + 1, this.#text.length)): never {
    throw new JsonFault({ message, start, end: Math.max(start, end) });
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) this.fail(`values are nested more than ${MAX_DEPTH} deep`);
    const node = this.#bare(depth);
    this.skip();
    return node;
  }

  #bare(depth: number): JsonNode {
    const start = this.#at;
    switch (this.#text[start]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case undefined:
        return this.fail("a value is missing at the end of the file");
    }
    const word = /[-+.\w]*/y;
    word.lastIndex = start;
    const found = word.exec(this.#text)?.[0] ?? "";
    const end = start + found.length;
    this.#at = end;
    if (found === "true" || found === "false") return { kind: "truth", value: found === "true", start, end };
    if (found === "null") return { kind: "null", start, end };
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/.test(found)) {
      return { kind: "number", text: found, start, end };
    }
    const shown = found === "" ? this.#text[start]! : found.slice(0, 40);
    return this.fail(`\`${shown}\` is no JSON value`, start, Math.max(end, start + 1));
  }

  #object(depth: number): JsonObject {
    const start = this.#at++;
    const members: JsonMember[] = [];
    const seen = new Set<string>();
    this.skip();
    while (this.#text[this.#at] !== "}") {
      if (members.length > 0) this.#expect(",", "`,` or `}`");
      if (this.#text[this.#at] !== '"') this.fail("a key in double quotes should stand here");
      const key = this.#string();
      this.skip();
      this.#expect(":", "`:`");
      const value = this.value(depth + 1);
      if (RESERVED.has(key.value)) this.#note(`the key \`${key.value}\` is not allowed`, key);
      else if (seen.has(key.value))
        this.#note(`the key \`${key.value.slice(0, 60)}\` stands here twice`, key);
      else members.push({ key, value, start: key.start, end: value.end });
      seen.add(key.value);
    }
    this.#at++;
    return { kind: "object", members, start, end: this.#at };
  }

  #array(depth: number): JsonArray {
    const start = this.#at++;
    const elements: JsonNode[] = [];
    this.skip();
    while (this.#text[this.#at] !== "]") {
      if (elements.length > 0) this.#expect(",", "`,` or `]`");
      elements.push(this.value(depth + 1));
    }
    this.#at++;
    return { kind: "array", elements, start, end: this.#at };
  }

  #expect(mark: string, expected: string): void {
    if (this.#text[this.#at] !== mark) this.fail(`${expected} should stand here`);
    this.#at++;
    this.skip();
  }

  #note(message: string, at: Placed): void {
    this.problems.push({ message, start: at.start, end: at.end });
  }

  #string(): JsonText {
    const start = this.#at;
    let value = "";
    let from = start + 1;
    for (let i = from; ; i++) {
      const character = this.#text[i];
      if (character === undefined || character === "\n") {
        return this.fail("the text has no closing quote", start, i);
      }
      if (character === '"') {
        this.#at = i + 1;
        return { kind: "text", value: value + this.#text.slice(from, i), start, end: this.#at };
      }
      if (character < " ") this.fail("a control character must be written as an escape", i, i + 1);
      if (character !== "\\") continue;
      const escaped = /\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))/y;
      escaped.lastIndex = i;
      const found = escaped.exec(this.#text);
      if (found === null) return this.fail("this is no escape of JSON", i, i + 2);
      value += this.#text.slice(from, i);
      value +=
        found[1] === undefined ? String.fromCharCode(Number.parseInt(found[2]!, 16)) : ESCAPES[found[1]];
      i += found[0].length - 1;
      from = i + 1;
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The member of an object with that key, or null. */
export function memberOf(node: JsonObject, key: string): JsonMember | null {
  return node.members.find((member) => member.key.value === key) ?? null;
}

/** The value as plain data, numbers as floating point: for a schema validator, never for facts. */
export function plainJson(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map((member) => [member.key.value, plainJson(member.value)]));
    case "array":
      return node.elements.map(plainJson);
    case "text":
    case "truth":
      return node.value;
    case "number":
      return Number(node.text);
    case "null":
      return null;
  }
}

/** The node a JSON pointer (`/sources/0`) leads to; the nearest enclosing one where it leads nowhere. */
export function nodeAt(root: JsonNode, pointer: string): JsonNode {
  let node = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    const next: JsonNode | undefined =
      node.kind === "object"
        ? memberOf(node, step)?.value
        : node.kind === "array"
          ? node.elements[Number(step)]
          : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}
