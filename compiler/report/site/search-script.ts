/**
 * The script of the search page, as text: it runs in a reader's browser and is allowed by its hash. What it shows it shows as
 * text, never as markup; addresses come from the compiler.
 */
export const SEARCH_SCRIPT = `"use strict";
(() => {
  const data = JSON.parse(document.getElementById("index").textContent);
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const form = document.getElementById("search");
  const SHOWN = 60;
  const fold = (text) => text.normalize("NFKD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
  const entries = data.entries.map(([title, name, kind, law, page, place, more]) => ({
    title, name, kind: data.kinds[kind], law,
    address: data.pages[page] + (place === "" ? "" : "#" + place),
    key: fold(name), text: fold(title + " " + name + " " + law + " " + more),
  }));
  // 0: it is the name; 1: the name begins with it; 2: the title begins with it; 3: somewhere
  const rank = (entry, query) =>
    entry.key === query ? 0 : entry.key.startsWith(query) ? 1 : entry.text.startsWith(query) ? 2 : 3;
  const show = () => {
    const query = fold(input.value.trim());
    list.replaceChildren();
    if (query === "") { count.textContent = ""; return; }
    const words = query.split(/\\s+/);
    const found = entries
      .filter((entry) => words.every((word) => entry.text.includes(word)))
      .map((entry, i) => ({ entry, i, rank: rank(entry, query) }))
      .sort((a, b) => a.rank - b.rank || a.i - b.i);
    for (const { entry } of found.slice(0, SHOWN)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.address;
      link.textContent = entry.title;
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = [entry.kind, entry.law, entry.name === entry.title ? "" : entry.name].filter((t) => t !== "").join(" · ");
      item.append(link, " ", note);
      list.append(item);
    }
    const words2 = data.words;
    count.textContent = found.length === 0
      ? words2.none
      : words2.count.replace("{n}", String(found.length)) + (found.length > SHOWN ? " (" + words2.more + ")" : "");
  };
  const fromAddress = () => {
    const query = new URLSearchParams(location.hash.slice(1)).get("q");
    if (query !== null) { input.value = query; show(); }
  };
  let pending = 0;
  input.addEventListener("input", () => {
    show();
    clearTimeout(pending);
    pending = setTimeout(() => history.replaceState(null, "", "#" + new URLSearchParams({ q: input.value })), 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first !== null) first.click();
  });
  addEventListener("hashchange", fromAddress);
  form.hidden = false;
  fromAddress();
  input.focus();
})();
`;

export const SEARCH_STYLE = `
#search label{display:block;font-weight:600;margin-bottom:.3rem}
#q{font:1.1rem var(--sans);width:100%;max-width:40rem;padding:.6rem .8rem;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:6px}
#count{color:var(--soft);font:.9rem var(--sans);min-height:1.5em}
#found{padding-left:0;list-style:none;max-width:46rem}#found li{padding:.45rem 0;border-bottom:1px solid var(--line)}#found .note{display:block;color:var(--soft);font:.85rem var(--sans)}
@media print{#search{display:none}}
`;
