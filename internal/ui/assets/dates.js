// The next date of a row is changed in its cell. The link under it leads to a page of one field that does the same.
import { parse, send } from "./net.js";

export function startDates() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-inline]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    edit(link);
  });
}

function edit(link) {
  const { inline, label, save, failed } = link.dataset;
  const input = Object.assign(document.createElement("input"), { type: "text", name: "date", value: inline, className: "form-control", autocomplete: "off" });
  input.setAttribute("aria-label", label);
  const button = Object.assign(document.createElement("button"), { type: "submit", className: "btn btn-primary btn-xs", textContent: save });
  const message = Object.assign(document.createElement("p"), { className: "error" });
  message.setAttribute("role", "alert");
  const form = Object.assign(document.createElement("form"), { className: "inline-edit" });
  form.append(input, button, message);

  const close = (next) => {
    form.replaceWith(next);
    next.focus();
  };
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(link);
    event.stopPropagation();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const answer = await send(link.href, { date: input.value });
      const body = await answer.text();
      const next = answer.ok ? parse(body, "a[data-inline]") : null;
      if (next) return close(next);
      message.textContent = answer.status === 422 ? body : failed;
    } catch {
      message.textContent = failed;
    }
    button.disabled = false;
    input.setAttribute("aria-invalid", "true");
    input.focus();
  });
  link.replaceWith(form);
  input.focus();
  input.select();
}
