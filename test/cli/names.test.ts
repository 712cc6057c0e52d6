import { describe, expect, it } from "vitest";
import { cordon, workspace } from "./run-cli.ts";

const law = `module law of RL
record transaction { act : yes or no parties : list of party }
record party { name : text screened, entries, possible_entries : set of text }
codes country below by levels "UA|-43"
jurisdiction RL "Ruritania" { reach always }
reach always = act or not act
list watched "Watched firms" of party from "watched.csv" {
  key id dated from added until removed
  column name : text
  column aliases : set of text
  column country : set of country
}
define is_watched = any p in parties where p listed in watched
`;
const rows = `id,name,aliases,country,added,removed
W-1,Kronshtadt JSC,АО «Кронштадт»; KRSD,RU,2021-05-01,
W-2,Kronshtadt Trading LLC,,AE; RU,2021-05-01,2024-01-01
W-3,,Blank Name,RU,,
`;
const folder = (): string =>
  workspace({ "cordon.json": JSON.stringify({ name: "law" }), "law.cordon": law, "watched.csv": rows });

describe("cordon names", () => {
  it("lists possible matches, and what to state", () => {
    const { code, stdout } = cordon(
      ["names", "Кронштадт", "Acme", "--as-of", "2023-01-01", "--country", "AE"],
      {
        cwd: folder(),
      },
    );
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "Кронштадт: 2 possible matches on 2023-01-01

        100 %  W-1  Kronshtadt JSC, RU
              law.watched, by its name
              listed for another country than the one asked for

        83 %  W-2  Kronshtadt Trading LLC, AE, RU
              law.watched, by its name; without: trading

      Until someone has looked, state: screened: {"watched@2023-01-01"}, possible_entries: {"W-1", "W-2"}.
      An entry that the party is beyond doubt goes into entries; one that it is not is left out.

      Acme: no possible match on 2023-01-01

      State: screened: {"watched@2023-01-01"}. A name that is not found may still be listed under another.
      "
    `);
  });

  it("prints JSON, finds only what is in force, and exits 0 without a match", () => {
    const cwd = folder();
    const later = cordon(
      ["names", "Kronshtadt Trading", "--least", "90", "--as-of", "2024-01-01", "--format", "json"],
      { cwd },
    );
    expect(later.code).toBe(0);
    expect(JSON.parse(later.stdout)).toEqual({
      asOf: "2024-01-01",
      screened: ["watched@2024-01-01"],
      names: [{ name: "Kronshtadt Trading", matches: [] }],
    });
    expect(later.stderr).toContain("1 entry without a name");
  });

  it("asks for a day, and says where there is no list of names", () => {
    const cwd = folder();
    expect(cordon(["names", "Acme"], { cwd })).toMatchObject({ code: 2 });
    const none = workspace({
      "cordon.json": JSON.stringify({ name: "law" }),
      "law.cordon": law.replaceAll(/^ {2}column .*\n/gm, ""),
      "watched.csv": rows,
    });
    const run = cordon(["names", "Acme", "--as-of", "2024-01-01"], { cwd: none });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("no list of parties with names");
  });
});
