/** The words of a report explained: facts, values, units, and what answers say. */
import type { EnumType, Field, RecordType, Type } from "../../check/tree.ts";
import { type Page, type Part, plainPart, sectionPart, type Table } from "../document.ts";
import { compare } from "../order.ts";
import { literal, type Phrase, plain } from "../phrase.ts";
import { vocabularyOf } from "../vocabulary/records.ts";
import { languageOf, overviewLink, type Site, verdictBadge } from "./context.ts";
import { sectionOf } from "./listing.ts";

export const GLOSSARY_PAGE = "glossary";

const VERDICTS = [
  "prohibited",
  "license_required",
  "notification_required",
  "authorized",
  "no_requirement",
  "not_reached",
  "undetermined",
] as const;
const POLICIES = [
  "policy_of_denial",
  "presumption_of_denial",
  "case_by_case",
  "presumption_of_approval",
  "entitlement",
] as const;
const STATUSES = ["suspended", "unenforced", "unclear", "ended"] as const;

export function glossaryPage(site: Site): Page {
  const { words } = site;
  const { terms, texts } = languageOf(site);
  const { heads, sections } = words;
  const explained = (caption: string, rows: readonly (readonly Phrase[])[]): Table => ({
    kind: "table",
    caption,
    head: [heads.name, heads.meaning],
    rows,
    rowHeads: true,
  });
  const vocabulary = vocabularyOf(site.model.program);
  return {
    name: GLOSSARY_PAGE,
    title: words.pages.glossary,
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [{ kind: "paragraph", text: [words.notes.glossaryLead] }]),
      sectionPart(sections.verdicts, "verdicts"),
      plainPart(() => [
        explained(
          sections.verdicts,
          VERDICTS.map((verdict) => [[verdictBadge(site, verdict)], [texts.notes.verdicts[verdict]]]),
        ),
      ]),
      sectionPart(sections.policies, "policies"),
      plainPart(() => [
        explained(
          sections.policies,
          POLICIES.map((policy) => [[terms.policy[policy]], [words.policies[policy]]]),
        ),
      ]),
      sectionPart(sections.statuses, "statuses"),
      plainPart(() => [
        explained(
          sections.statuses,
          STATUSES.map((status) => [[terms.status[status]], [words.statuses[status]]]),
        ),
      ]),
      ...(vocabulary === null
        ? []
        : vocabulary.records.flatMap((record): Part[] =>
            sectionOf(plainText(site, record), record.id, [plainPart(() => [factTable(site, record)])]),
          )),
      ...valueParts(site),
    ],
  };
}

function plainText(site: Site, record: RecordType): string {
  const said = site.wording.wordsOf(record);
  return typeof said === "string" ? said : "text" in said ? said.text : record.name;
}

/** An enumeration in words; one within a record by the fact it belongs to. */
function enumText(site: Site, of: EnumType): string {
  const { wording, model } = site;
  const field = model.program.records
    .flatMap(({ fields }) => [...fields.values()])
    .find(({ id }) => id === of.id);
  return plain([field === undefined ? wording.wordsOf(of) : wording.field(field)]);
}

function factTable(site: Site, record: RecordType): Table {
  const { heads } = site.words;
  return {
    kind: "table",
    caption: plainText(site, record),
    head: [heads.fact, heads.name, heads.question, heads.kind],
    stacks: true,
    // other modules may add facts: their order is that of files
    rows: [...record.fields.values()]
      .sort((a, b) => compare(a.name, b.name))
      .map((field): Phrase[] => {
        const question = site.wording.question(field);
        return [
          [literal(field.name)],
          [site.wording.field(field)],
          question === null ? [] : [question],
          kindPhrase(site, field),
        ];
      }),
    rowHeads: true,
  };
}

function kindPhrase(site: Site, field: Field): Phrase {
  const { factState } = languageOf(site).terms;
  const type = field.type.kind === "set" ? field.type.of : field.type;
  switch (type.kind) {
    case "truth":
      return [`${factState.yes} / ${factState.no}`];
    case "number":
      return type.unit.text === "" ? ["1"] : [literal(type.unit.text)];
    case "enum":
      return [
        { kind: "link", text: enumText(site, type.enum), page: GLOSSARY_PAGE, id: `section.${type.enum.id}` },
      ];
    case "code":
      return type.scheme === null ? [] : [site.wording.titleText(type.scheme)];
    case "list":
    case "record": {
      const record = recordOf(type);
      return [
        { kind: "link", text: plainText(site, record), page: GLOSSARY_PAGE, id: `section.${record.id}` },
      ];
    }
    default:
      return [literal(type.kind)];
  }
}

function recordOf(type: Extract<Type, { kind: "list" | "record" }>): RecordType {
  return type.kind === "list" ? type.of : type.record;
}

/** Each enumeration that a fact may have a value of. */
function valueParts(site: Site): readonly Part[] {
  const vocabulary = vocabularyOf(site.model.program);
  const used = new Set(
    (vocabulary?.records ?? []).flatMap(({ fields }) =>
      [...fields.values()].flatMap(({ type }) => {
        const inner = type.kind === "set" ? type.of : type;
        return inner.kind === "enum" ? [inner.enum] : [];
      }),
    ),
  );
  const { heads, sections } = site.words;
  return [...used]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((of): Part[] =>
      sectionOf(`${sections.values}${languageOf(site).colon}${enumText(site, of)}`, of.id, [
        plainPart(() => [
          {
            kind: "table",
            caption: enumText(site, of),
            head: [heads.value, heads.name],
            rows: of.values.map((value): Phrase[] => [[literal(value)], [site.wording.value(of, value)]]),
            rowHeads: true,
          },
        ]),
      ]),
    );
}
