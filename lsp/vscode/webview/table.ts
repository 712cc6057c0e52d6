/** The page of the decision table: draws what the extension sends, and says which row or cell was chosen. */
import type { FromTable, Lit, ShownRow, ShownTable, ToTable } from "../src/table-messages.ts";

interface Editor {
  postMessage(message: FromTable): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Editor;

/** More rows than these are drawn when they are asked for: a list of thousands would make every keystroke wait. */
const AT_ONCE = 400;

const editor = acquireVsCodeApi();
const main = document.querySelector("main")!;
let drawn = "";
let tables: readonly ShownTable[] = [];
let lit: readonly Lit[] = [];
/** tables of which all rows are drawn */
const whole = new Set<string>();

window.addEventListener("message", ({ data }: MessageEvent<ToTable>) => {
  if (data.type === "show") show(data);
  else {
    lit = data.lit;
    light(true);
  }
});

function show(message: Extract<ToTable, { type: "show" }>): void {
  editor.setState({ uri: message.uri });
  main.setAttribute("aria-busy", "false");
  const wanted = JSON.stringify([message.note, message.tables]);
  if (wanted === drawn) return;
  drawn = wanted;
  tables = message.tables;
  draw(message.note);
}

function draw(note: string | null): void {
  const focused = placeOf(document.activeElement);
  const { scrollX, scrollY } = window;
  const hint =
    tables.length === 0
      ? []
      : [element("p", "hint", "Choose a row or a cell to go to its clause. Arrow keys move, Enter goes.")];
  const notes = note === null ? hint : [Object.assign(element("p", "note", note), { role: "status" })];
  main.replaceChildren(...notes, ...tables.map(section));
  light(false);
  window.scrollTo(scrollX, scrollY);
  const again = focused === null ? null : cellAt(focused.row, focused.cell);
  if (again !== null) again.focus({ preventScroll: true });
}

function section(table: ShownTable): HTMLElement {
  const made = element("section");
  const heading = element("h2", "", table.title);
  const grid = element("table");
  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-label", table.title);
  grid.setAttribute("aria-rowcount", String(table.rows.length + 1));
  const head = element("tr");
  head.append(header("declaration", ""));
  for (const { title, note, kind } of table.columns) {
    const column = header(title, note);
    column.classList.add(kind);
    head.append(column);
  }
  const top = element("thead");
  top.append(head);
  const body = element("tbody");
  const rows = whole.has(table.id) ? table.rows : table.rows.slice(0, AT_ONCE);
  body.append(...rows.map((row) => rowOf(table, row)));
  grid.append(top, body);
  const scroller = element("div", "scroller");
  scroller.append(grid);
  made.append(heading, scroller);
  if (rows.length < table.rows.length) {
    const more = element("button", "", `Show the other ${table.rows.length - rows.length} rows`);
    more.addEventListener("click", () => drawWhole(table.id));
    made.append(more);
  }
  const first = body.querySelector<HTMLElement>("th");
  if (first !== null) first.tabIndex = 0;
  return made;
}

function drawWhole(id: string): void {
  whole.add(id);
  draw(document.querySelector(".note")?.textContent ?? null);
}

function header(title: string, note: string): HTMLElement {
  const cell = element("th", "", title);
  cell.setAttribute("scope", "col");
  if (note !== "") cell.title = note;
  return cell;
}

function rowOf(table: ShownTable, row: ShownRow): HTMLElement {
  const made = element("tr", row.isOld ? "old" : "");
  made.dataset.row = row.id;
  const name = element("th");
  name.setAttribute("scope", "row");
  name.tabIndex = -1;
  name.dataset.cell = "";
  name.append(element("span", "name", row.name));
  if (row.limb !== "") name.append(element("span", "limb", row.limb));
  name.title = [row.title, row.citations].filter((part) => part !== "").join("\n");
  made.append(name);
  row.cells.forEach(({ text, leads }, index) => {
    const column = table.columns[index];
    const cell = element("td", column?.kind ?? "");
    cell.classList.toggle("any", text === "");
    cell.classList.toggle("leads", leads);
    cell.tabIndex = -1;
    cell.dataset.cell = String(index);
    if (text === "") cell.setAttribute("aria-label", `${column?.title ?? ""}: no condition`);
    // Days of two clocks stand below each other: a date is not to be broken.
    if (column?.kind === "days") cell.append(...text.split(", ").map((part) => element("span", "day", part)));
    else cell.textContent = text === "" ? "–" : text;
    made.append(cell);
  });
  return made;
}

/** Lights rows and cells; `moves`: the first of them is brought into sight. */
function light(moves: boolean): void {
  for (const old of main.querySelectorAll(".lit")) {
    old.classList.remove("lit");
    old.removeAttribute("aria-current");
  }
  const hidden = lit.find(({ row }) => rowElement(row) === null);
  const home =
    hidden && tables.find(({ id, rows }) => !whole.has(id) && rows.some(({ id: row }) => row === hidden.row));
  if (home !== undefined) {
    drawWhole(home.id);
    light(moves);
    return;
  }
  let first: HTMLElement | null = null;
  for (const { row, cells } of lit) {
    const made = rowElement(row);
    if (made === null) continue;
    made.classList.add("lit");
    made.setAttribute("aria-current", "true");
    for (const index of cells) {
      const cell = cellAt(row, index);
      cell?.classList.add("lit");
      first ??= cell;
    }
    first ??= made;
  }
  if (moves && first !== null && !main.contains(document.activeElement))
    first.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function rowElement(id: string): HTMLElement | null {
  return main.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
}

function cellAt(row: string, cell: number | null): HTMLElement | null {
  return rowElement(row)?.querySelector(`[data-cell="${cell ?? ""}"]`) ?? null;
}

function placeOf(node: Element | null): { readonly row: string; readonly cell: number | null } | null {
  const cell = node?.closest<HTMLElement>("[data-cell]") ?? null;
  const row = cell?.closest<HTMLElement>("tr")?.dataset.row;
  if (cell === null || row === undefined) return null;
  const index = cell.dataset.cell ?? "";
  return { row, cell: index === "" ? null : Number(index) };
}

function choose(node: Element | null): void {
  const place = placeOf(node);
  if (place !== null) editor.postMessage({ type: "reveal", ...place });
}

main.addEventListener("click", ({ target }) => {
  const cell = (target as Element).closest<HTMLElement>("[data-cell]");
  if (cell === null || String(getSelection()) !== "") return;
  focusOn(cell);
  choose(cell);
});

main.addEventListener("keydown", (event) => {
  const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
  if (cell === null) return;
  if (event.key === "Enter" || event.key === " ") choose(cell);
  else {
    const next = neighbor(cell, event.key, event.ctrlKey || event.metaKey);
    if (next === null) return;
    focusOn(next);
  }
  event.preventDefault();
});

/** Where a key leads from a cell, as in any grid; null: nowhere. */
function neighbor(cell: HTMLElement, key: string, far: boolean): HTMLElement | null {
  const row = cell.parentElement!;
  const index = [...row.children].indexOf(cell);
  const rows = [...main.querySelectorAll("tbody tr")];
  const at = rows.indexOf(row);
  const inRow = (target: Element | undefined, column: number): HTMLElement | null =>
    (target?.children[Math.min(column, target.children.length - 1)] as HTMLElement | undefined) ?? null;
  switch (key) {
    case "ArrowDown":
      return inRow(rows[at + 1], index);
    case "ArrowUp":
      return inRow(rows[at - 1], index);
    case "ArrowRight":
      return index + 1 < row.children.length ? inRow(row, index + 1) : null;
    case "ArrowLeft":
      return index > 0 ? inRow(row, index - 1) : null;
    case "Home":
      return inRow(far ? rows[0] : row, 0);
    case "End":
      return inRow(far ? rows.at(-1) : row, row.children.length - 1);
    default:
      return null;
  }
}

/** One cell of a table is reached by Tab: the last one that was chosen. */
function focusOn(cell: HTMLElement): void {
  for (const other of cell.closest("table")!.querySelectorAll<HTMLElement>('[tabindex="0"]'))
    other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

editor.postMessage({ type: "ready" });
