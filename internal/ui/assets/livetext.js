// What a group of controls holds as one text, and back: one control, radio buttons, boxes to tick, or rows of a few controls.
export function textOf(group) {
  switch (group.dataset.kind) {
    case "choice":
      return group.querySelector("input:checked")?.value ?? "";
    case "ticks":
      return [...group.querySelectorAll("input:checked")].map((box) => box.value).join(" ");
    case "rows": {
      const rows = rowsOf(group).map(rowText).filter((row) => Object.keys(row).length);
      return rows.length ? JSON.stringify(rows) : "";
    }
  }
  return control(group).value;
}

export function fill(group, text) {
  switch (group.dataset.kind) {
    case "choice":
      return group.querySelectorAll("input").forEach((radio) => (radio.checked = radio.value === text));
    case "ticks": {
      const on = text.split(" ");
      return group.querySelectorAll("input").forEach((box) => (box.checked = on.includes(box.value)));
    }
    case "rows": {
      const rows = text ? JSON.parse(text) : [];
      while (rowsOf(group).length <= rows.length) addRow(group);
      return rowsOf(group).forEach((row, i) => controls(row).forEach((c) => (c.value = rows[i]?.[c.dataset.key] ?? "")));
    }
  }
  control(group).value = text;
}

// wordsOf is what a group holds as people read it.
export function wordsOf(group, text) {
  switch (group.dataset.kind) {
    case "choice":
    case "ticks": {
      const on = text.split(" ");
      return [...group.querySelectorAll("input")].filter((i) => on.includes(i.value)).map((i) => i.closest("label").innerText.trim()).join(", ");
    }
    case "rows":
      return (text ? JSON.parse(text) : []).map((row) => Object.values(row).join(", ")).join("\n");
  }
  const c = control(group);
  return c.options ? ([...c.options].find((o) => o.value === text)?.text ?? "") : text;
}

// joined is two texts in one, where that means something.
export function joined(group, theirs, mine) {
  if (group.dataset.kind === "rows") {
    const all = [...(theirs ? JSON.parse(theirs) : []), ...(mine ? JSON.parse(mine) : [])].map((row) => JSON.stringify(row));
    return `[${[...new Set(all)].join(",")}]`;
  }
  return mine.includes(theirs) ? mine : `${theirs}\n${mine}`;
}

// spare keeps an empty row after the last one that is written in.
export function spare(group) {
  const last = rowsOf(group).at(-1);
  if (group.dataset.kind === "rows" && last && controls(last).some((c) => c.value.trim() !== "")) addRow(group);
}

// rowText is what a row holds, without what is empty.
function rowText(row) {
  return Object.fromEntries(controls(row).map((c) => [c.dataset.key, c.value.trim()]).filter(([, words]) => words));
}

function addRow(group) {
  const rows = rowsOf(group);
  const row = rows.at(-1).cloneNode(true);
  row.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
  controls(row).forEach((c) => (c.value = ""));
  rows.at(-1).after(row);
}

function rowsOf(group) {
  return [...group.querySelectorAll("[data-row]")];
}

function controls(row) {
  return [...row.querySelectorAll("input, select")];
}

function control(group) {
  return group.querySelector("textarea, select, input:not([type=hidden])");
}
