// Small helps in forms: who will read a note, how many characters are left, one menu open at a time, no double sending.
export function startForms() {
  document.querySelectorAll("[data-readers-box]").forEach(followReaders);
  document.querySelectorAll("textarea[data-max]").forEach(countDown);
  document.addEventListener("click", closeMenus);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus({ target: document.body }, true);
  });
  document.addEventListener("submit", onceOnly);
  document.getElementById("errors")?.focus();
  const search = document.getElementById("bar-search");
  search?.addEventListener("toggle", (event) => event.newState === "open" && search.querySelector("input").focus());
}

function followReaders(box) {
  const select = box.querySelector("[data-readers]");
  const list = box.querySelector(".readers");
  const show = () => {
    list.querySelectorAll("[data-section]").forEach((e) => (e.hidden = e.dataset.section !== select.value));
  };
  list.toggleAttribute("data-following", true);
  select.addEventListener("change", show);
  show();
}

function countDown(area) {
  const out = area.closest(".field").querySelector("[data-count]");
  const max = Number(area.dataset.max);
  area.addEventListener("input", () => {
    const left = max - [...area.value].length;
    out.textContent = (left < 0 ? area.dataset.over : area.dataset.left).replace("{n}", Math.abs(left));
  });
}

function closeMenus(event, refocus) {
  document.querySelectorAll("details.menu[open], details.bar-user[open]").forEach((menu) => {
    if (menu.contains(event.target)) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (refocus && inside) menu.querySelector("summary").focus();
  });
}

// onceOnly stops a second click on the same form; a form that answers with a file stays on the page, so it is free again soon.
function onceOnly(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 3000);
}
