// Sorting by a heading and filtering by a text, for the tables that say so. The page is whole without this.
(() => {
  "use strict";

  const number = (cell) => {
    const value = parseFloat(cell.textContent.replace(/,/g, ""));
    return Number.isNaN(value) ? null : value;
  };

  // Figures fall at first, names rise; what has no figure stays last either way.
  const sort = (heading, index) => {
    const table = heading.closest("table");
    const body = table.tBodies[0];
    const figures = heading.dataset.sort === "n";
    const was = heading.getAttribute("aria-sort");
    const rising = was ? was === "descending" : !figures;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const turn = rising ? 1 : -1;
    const compare = (a, b) => {
      if (!figures) return turn * a.cells[index].textContent.localeCompare(b.cells[index].textContent, "zh-Hans");
      const [x, y] = [number(a.cells[index]), number(b.cells[index])];
      if (x === null || y === null) return (x === null) - (y === null);
      return turn * (x - y);
    };
    body.append(...[...body.rows].sort(compare));
  };

  for (const heading of document.querySelectorAll("table[data-tools] th[data-sort]")) {
    // Two rows are sorted at a glance.
    if (heading.closest("table").tBodies[0].rows.length < 3) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(heading, heading.cellIndex));
  }

  for (const table of document.querySelectorAll("table[data-tools]")) {
    const rows = [...table.tBodies[0].rows];
    const what = table.dataset.tools;
    // A short table is read faster than it is filtered.
    if (!what || rows.length < 6) continue;
    const tools = document.createElement("p");
    tools.className = "tools";
    const label = document.createElement("label");
    label.textContent = `筛选（${what}）`;
    const field = document.createElement("input");
    field.type = "search";
    const told = document.createElement("output");
    label.append(field);
    tools.append(label, told);
    table.closest(".scroll").before(tools);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        if (!row.hidden) shown += 1;
      }
      told.textContent = wanted ? `显示 ${shown} 行，共 ${rows.length} 行` : "";
      // What is printed while rows are hidden must say so.
      tools.classList.toggle("active", wanted !== "");
    });
  }
})();
