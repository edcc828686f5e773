// Single-letter keys (WCAG 2.1.4: silent while typing, and can be switched off).
const STORE = "siil-keys-off";
const PAGES = { o: "/oggi", c: "/casi" };
let goes = 0; // until when a letter after "g" counts

export function startKeys() {
  const dialog = document.getElementById("keys");
  document.querySelectorAll("[data-keys-switch]").forEach((box) => {
    box.checked = !off();
    box.closest("label").hidden = document.body.dataset.keys === "off"; // then the profile decides
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(STORE);
      else localStorage.setItem(STORE, "1");
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.key.startsWith("Arrow")) return move(event);
    if (!off() && !document.querySelector("dialog[open]") && press(event.key, dialog)) event.preventDefault();
  });
}

export function off() {
  return document.body.dataset.keys === "off" || localStorage.getItem(STORE) !== null;
}

export function typing(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
}

// press does what a key asks and tells whether it did anything.
function press(key, dialog) {
  const now = Date.now();
  if (now < goes && PAGES[key]) {
    goes = 0;
    const entry = document.querySelector(`.bar-nav a[href="${PAGES[key]}"]`); // only what the person may open
    entry?.click();
    return entry !== null;
  }
  goes = 0;
  switch (key) {
    case "g":
      goes = now + 1500;
      return true;
    case "/":
      return search();
    case "?":
      dialog?.showModal?.();
      return true;
    case "d":
      return click("a[data-inline]");
    case "n":
      return click("a[data-note]");
  }
  return false;
}

function search() {
  const input = document.getElementById("bar-q");
  if (!input) return false;
  const box = document.getElementById("bar-search");
  if (input.offsetParent === null && box?.showPopover) box.showPopover();
  input.focus();
  input.select();
  return true;
}

function click(selector) {
  const link = row(document.activeElement)?.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function row(element) {
  return element?.closest("table[data-keys] tr") ?? null;
}

// move goes to the main link of the row above or below; from outside a list, the down arrow scrolls as ever.
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = row(event.target);
  if (!step || !here || off()) return;
  const links = [...here.closest("table").querySelectorAll("a[data-open]")];
  const at = links.findIndex((l) => here.contains(l));
  const next = links[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
