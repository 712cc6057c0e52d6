/** A small law that says a text in every place where a source or a data file can say one. */

/** A text as a string literal of the language. */
function quoted(text: string): string {
  // characters that cannot be seen may stand in comments alone
  const escaped = [...text.replace(/\p{Cf}/gu, "")].map((c) => {
    if (c === '"' || c === "\\") return `\\${c}`;
    if (c === "\n") return "\\n";
    return c.codePointAt(0)! < 32 ? "" : c;
  });
  return `"${escaped.join("")}"`;
}

/** A text on one line of a comment or in a cell: what cannot stand there is left out. */
function onLine(text: string): string {
  return text.replace(/\p{Cc}/gu, "");
}

/** A catalog that says the text too: of titles, words, and what authors write; not of acts and items, which stay as they are. */
function catalogSaying(said: string): string {
  const all = (ids: readonly string[]): Record<string, string> =>
    Object.fromEntries(ids.map((id) => [id, said]));
  return JSON.stringify({
    titles: all([
      ...["chips", "parties_named", "EXC", "zone", "to_zone", "grid", "power", "unread", "left", "XX"].map(
        (name) => `law.${name}`,
      ),
      ...["law.item.tpp", "law.transaction.destination", "matrix.R01", "matrix.R01.XX"],
    ]),
    words: all([
      ...["item", "item.family", "party.name", "transaction.act", "family.circuit", "act.shipment"].map(
        (name) => `law.${name}`,
      ),
      ...["topic:ai_chips", "agency:Office", "duty:notice", "column:name"],
    ]),
    texts: all([said, onLine(said)].map((text) => text.replaceAll(/\s+/g, " ").trim())),
  });
}

/** Files of a workspace whose every text is `said`; they check without errors whatever it is. */
export function lawSaying(said: string): Record<string, string> {
  const text = quoted(said);
  // data files may hold no invisible characters at all
  const csv = `"${onLine(said)
    .replace(/\p{Cf}/gu, "")
    .replaceAll('"', '""')}"`;
  // a file's name may hold anything but slashes
  const file = `${onLine(said).replace(/[/\\]/g, "-").slice(0, 60)}.cordon`;
  return {
    "cordon.json": JSON.stringify({ name: "law", sources: ["**/*.cordon"] }),
    "list.csv": `id,name,country,added,removed\n${csv},${csv},CN,2024-01-01,\n`,
    "i18n/zh.json": catalogSaying(said),
    [file]: `/// ${onLine(said)}
module law of XX current to 2026-01-01

enum act ${text} = shipment, release
enum family ${text} = circuit, other
unit TPP ${text} = 1 TOPS*bit
codes country ${text} below by levels "UA|-43"
codes XCL ${text} below by dots
record party ${text} { name : text ${text} entries : set of text ${text} screened : set of text ${text} }
record item ${text} {
  family : set of family ${text}
  codes : set of code ${text}
  tpp : TPP >= 0 ${text}
}
record transaction ${text} {
  act : act ${text}
  destination : country ${text}
  item : item ${text}
  parties : list of party ${text}
}

jurisdiction XX ${text} { reach leaving codes XCL agency Office }
/// ${onLine(said)}
reach leaving = act = shipment
authority power ${text} of XX { cite "50 USC 4811" held by Office from 2018-08-13 permits list permits end-user }
instrument first ${text} { cite "87 FR 62186" published 2022-10-13 from 2022-10-21 }
instrument second ${text} { cite "88 FR 73458" published 2023-10-25 from 2023-11-17 }

list listed ${text} of party from "list.csv" {
  cite "15 CFR 744 supp. 4"
  key id
  dated from added until removed
  column name : text
  column country : country
}

/// ${onLine(said)}
item XCL 1A001 ${text} {
  from 2022-10-21 by first = tpp >= 4800 TPP
  from 2023-11-17 by second = any of { (1) tpp >= 4800 TPP, (2) tpp >= 1600 TPP and circuit in family }
}

group zone ${text} {
  from 2022-10-21 by first = CN, MO
  from 2023-11-17 by second add RU
}
define to_zone ${text} = destination in zone
unencodable unread ${text} { cite "15 CFR 744.3" because ${text} }
omitted left ${text} { cite "15 CFR 744.4" because ${text} }
review grid ${text} {
  from 2022-10-21 by first = { (1) presumption of denial when destination = CN, (2) case by case otherwise }
}

/// ${onLine(said)}
list measure chips ${text} {
  authority power
  cite "15 CFR 742.6(a)(6)"
  topic ai_chips
  origin unilateral
  items 1A001
  requires license
  review grid
  from 2022-10-21 by first { when any of { (1) to_zone, (2) destination = IR } }
  from 2023-11-17 by second { when any of { (1) to_zone, (2) destination = KP } }
  unenforced from 2025-05-13 because ${text}
}
end-user measure parties_named ${text} {
  authority power
  cite "15 CFR 744.11"
  for any p in parties listed in listed
  unless unread
  requires license
  from 2024-01-01 by second
}
exception EXC ${text} {
  cite "15 CFR 740.8"
  releases chips
  when destination = MO
  obliges notice to Office before 25 days ${text}
  from 2023-11-17 by second
}
proposal later ${text} {
  list measure wider ${text} {
    authority power
    cite "15 CFR 742.7"
    items 1A001
    requires license
    from 2027-01-01
  }
}
case chip ${text} { item: { family: {circuit}, tpp: 5000 TPP, codes: {} } }
scenario ${text} {
  given chip with { act: shipment, destination: CN, parties: [{ name: ${text}, entries: {}, screened: {} }] }
  expect on 2024-01-02 XX license by chips
}
`,
  };
}
