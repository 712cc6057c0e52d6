/** Checks messages against the machine-readable description of the protocol. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logged } from "./client.ts";

type Type =
  | { readonly kind: "base" | "reference"; readonly name: string }
  | { readonly kind: "array"; readonly element: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | { readonly kind: "or" | "and" | "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "literal"; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: "stringLiteral" | "integerLiteral" | "booleanLiteral"; readonly value: unknown };

interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
}

interface Structure {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly extends?: readonly Type[];
  readonly mixins?: readonly Type[];
}

interface Model {
  readonly requests: readonly { readonly method: string; readonly params?: Type; readonly result: Type }[];
  readonly notifications: readonly { readonly method: string; readonly params?: Type }[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly {
    readonly name: string;
    readonly type: { readonly name: string };
    readonly supportsCustomValues?: boolean;
    readonly values: readonly { readonly value: unknown }[];
  }[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
}

/** The folder of reference data, if this machine has it. */
export function modelFile(): string | null {
  const folder = process.env.CORDON_DATA;
  const file = folder === undefined ? null : join(folder, "lsp-metamodel/metaModel.json");
  return file !== null && existsSync(file) ? file : null;
}

export class Metamodel {
  readonly #model: Model;
  readonly #structures: ReadonlyMap<string, Structure>;

  constructor(file: string) {
    this.#model = JSON.parse(readFileSync(file, "utf8")) as Model;
    this.#structures = new Map(this.#model.structures.map((structure) => [structure.name, structure]));
  }

  /** What is wrong with the messages of a conversation, each with its method; those of our own are left out. */
  problems(log: readonly Logged[]): string[] {
    const methods = new Map<string, string>();
    const found: string[] = [];
    for (const { from, message } of log) {
      const other = from === "client" ? "server" : "client";
      if (message.method !== undefined) {
        if (message.id !== undefined) methods.set(`${from} ${message.id}`, message.method);
        if (isOwn(message.method)) continue;
        const entry = [...this.#model.requests, ...this.#model.notifications].find(
          ({ method }) => method === message.method,
        );
        if (entry === undefined) found.push(`${message.method}: not in the protocol`);
        else if (entry.params !== undefined)
          found.push(...this.#check(message.params, entry.params, `${message.method} params`));
      } else if ("result" in message) {
        const method = methods.get(`${other} ${message.id}`);
        const entry = this.#model.requests.find((request) => request.method === method);
        if (entry !== undefined) found.push(...this.#check(message.result, entry.result, `${method} result`));
      }
    }
    return [...new Set(found)];
  }

  #check(value: unknown, type: Type, where: string): string[] {
    switch (type.kind) {
      case "base":
        return isBase(value, type.name)
          ? []
          : [`${where}: not of type ${type.name}: ${JSON.stringify(value)}`];
      case "reference":
        return this.#named(value, type.name, where);
      case "array":
        if (!Array.isArray(value)) return [`${where}: not an array`];
        return value.flatMap((item, index) => this.#check(item, type.element, `${where}[${index}]`));
      case "map":
        if (!isObject(value)) return [`${where}: not a map`];
        return Object.entries(value).flatMap(([key, item]) =>
          this.#check(item, type.value, `${where}.${key}`),
        );
      case "or": {
        const tries = type.items.map((item) => this.#check(value, item, where));
        return tries.some((found) => found.length === 0)
          ? []
          : (tries.toSorted((a, b) => a.length - b.length)[0] ?? []);
      }
      case "and":
        return type.items.flatMap((item) => this.#check(value, item, where));
      case "tuple":
        if (!Array.isArray(value) || value.length !== type.items.length)
          return [`${where}: not such a tuple`];
        return type.items.flatMap((item, index) => this.#check(value[index], item, `${where}[${index}]`));
      case "literal":
        return this.#properties(value, type.value.properties, where);
      default:
        return value === type.value ? [] : [`${where}: not ${JSON.stringify(type.value)}`];
    }
  }

  #named(value: unknown, name: string, where: string): string[] {
    if (name === "LSPAny" || name === "LSPObject" || name === "LSPArray") return [];
    const alias = this.#model.typeAliases.find((entry) => entry.name === name);
    if (alias !== undefined) return this.#check(value, alias.type, where);
    const enumeration = this.#model.enumerations.find((entry) => entry.name === name);
    if (enumeration !== undefined) {
      const known = enumeration.values.some((entry) => entry.value === value);
      return known || (enumeration.supportsCustomValues === true && isBase(value, enumeration.type.name))
        ? []
        : [`${where}: not a value of ${name}: ${JSON.stringify(value)}`];
    }
    const structure = this.#structures.get(name);
    return structure === undefined
      ? [`${where}: unknown type ${name}`]
      : this.#properties(value, this.#all(structure), where);
  }

  #all(structure: Structure): readonly Property[] {
    const above = [...(structure.extends ?? []), ...(structure.mixins ?? [])].flatMap((type) =>
      type.kind === "reference" ? this.#all(this.#structures.get(type.name)!) : [],
    );
    return [...above, ...structure.properties];
  }

  #properties(value: unknown, properties: readonly Property[], where: string): string[] {
    if (!isObject(value)) return [`${where}: not an object: ${JSON.stringify(value)}`];
    const known = new Set(properties.map(({ name }) => name));
    const unknown = Object.keys(value).filter((key) => !known.has(key));
    return [
      ...unknown.map((key) => `${where}: ${key} is not in the protocol`),
      ...properties.flatMap(({ name, type, optional }) => {
        if (value[name] === undefined) return optional === true ? [] : [`${where}: ${name} is missing`];
        return this.#check(value[name], type, `${where}.${name}`);
      }),
    ];
  }
}

/** Requests of our own, and those of the transport that every server understands. */
function isOwn(method: string): boolean {
  return method.startsWith("cordon/") || method.startsWith("$/");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBase(value: unknown, name: string): boolean {
  switch (name) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value);
    case "uinteger":
      return Number.isInteger(value) && (value as number) >= 0;
    case "decimal":
      return typeof value === "number";
    default:
      return typeof value === "string";
  }
}
