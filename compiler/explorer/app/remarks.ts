/** What an answer says beside its verdict, in the language of the page. */
import type { ComponentChildren, VNode } from "preact";
import { plain } from "../../report/phrase.ts";
import { languageOf } from "../../report/wording/wording.ts";
import type { CaseProblem, ObligationAnswer } from "../../runtime/answer.ts";
import { type Remarked, remarked } from "../../runtime/remarks.ts";
import { refusalTexts, remarkTexts } from "../remark-texts.ts";
import { h } from "./dom.ts";
import { factName, type Kit } from "./kit.ts";
import { spaced } from "./words.ts";

/** A caveat or a contradiction; what is none of the known ones stays as it is. */
export function remarkText(kit: Kit, sentence: string): ComponentChildren {
  const found = remarked(sentence);
  return found === null ? spaced(sentence) : said(kit, found);
}

function said(kit: Kit, { name, places }: Remarked): ComponentChildren {
  const texts = remarkTexts[kit.language.name];
  const { date } = kit.language;
  switch (name) {
    case "readUpTo":
      return texts.readUpTo({ ...places, day: date(places.day) });
    case "noSuchCode":
      return texts.noSuchCode({ ...places, scheme: schemeText(kit, places.scheme), day: date(places.day) });
    case "rangeNotExact":
      return texts.rangeNotExact({});
    case "unencodable":
      return gapText(kit, places.text);
    case "openGroup":
      return groupText(kit, places.group);
    case "codeCounts":
    case "parametersCount":
      return texts[name]({
        fact: factName(kit, places.fact),
        scheme: schemeText(kit, places.scheme),
      });
    case "unstated":
    case "notApplicable":
    case "otherThanFormula":
      return texts[name]({ fact: factName(kit, places.fact) });
  }
}

/** A list of codes by its name. */
function schemeText({ engine, said: words }: Kit, name: string): string {
  const schemes = [...engine.model.vocabulary.schemes.values()].filter((scheme) => scheme.name === name);
  return schemes.length === 1 ? words.scheme(schemes[0]!) : name;
}

/** A text that cannot be encoded, by its title; the reason stays as its author gives it. */
function gapText(kit: Kit, text: string): ComponentChildren {
  const { unencodable } = remarkTexts[kit.language.name];
  for (const [id, { title, because }] of Object.entries(kit.engine.model.bundle.definitions.unencodable)) {
    if (text !== `${title ?? id}: ${because}`) continue;
    const told = inItsLanguage(kit, kit.said.title(id, title) ?? id);
    return [unencodable({ text: "" }), told, kit.language.colon, inItsLanguage(kit, because)];
  }
  return [unencodable({ text: "" }), inItsLanguage(kit, text)];
}

/** A group of which not all members are known, by its title. */
function groupText(kit: Kit, text: string): ComponentChildren {
  let told = text;
  for (const [id, { title }] of kit.engine.model.groups)
    if (text === (title ?? id)) told = kit.said.title(id, text) ?? text;
  return [remarkTexts[kit.language.name].openGroup({ group: "" }), inItsLanguage(kit, told)];
}

/** A text of a source, marked where it is in another language than the page. */
function inItsLanguage({ said: words }: Kit, text: string): VNode {
  return h("span", { lang: words.langOf(text) }, text);
}

/** An obligation as the report says it. */
export function obligationText(kit: Kit, own: ObligationAnswer): ComponentChildren {
  const known = kit.obligations.get(own.id);
  if (known === undefined) return inItsLanguage(kit, own.text);
  const { duty, to, timing, days, text } = known;
  const { grammar } = kit.language;
  const told = grammar.duty({
    duty: kit.said.free("duty", duty),
    to: to === "here" ? plain(grammar.decidingState()) : kit.said.free("agency", to),
    timing: timing ?? null,
    days: days ?? null,
    text: text === undefined ? null : { kind: "foreign", text, lang: languageOf(text) },
  });
  return told.map((piece) => (typeof piece === "string" ? piece : inItsLanguage(kit, plain([piece]))));
}

/** Why a fact is refused: in a word of the language of the page, and as the runtime says it. */
export function refusal(kit: Kit, { code, message, help }: CaseProblem): ComponentChildren {
  const own = refusalTexts[kit.language.name][code];
  const told = `${message}; ${help}`;
  return own === undefined ? told : [`${own}${kit.language.colon}`, inItsLanguage(kit, told)];
}
