// A link with data-confirm asks in a dialog what its page would ask.
import { parse } from "./net.js";

export function startDialogs() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-confirm]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = await answer.text();
      ask(parse(page, "[data-confirm-box]"), parse(page, "h1"));
    } catch {
      location.href = link.href;
    }
  });
}

function ask(box, title) {
  if (!box || !title) throw new Error("not a confirmation page");
  title.id = "confirm-title";
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, box);
  const no = box.querySelector(".actions a");
  no?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  no?.focus(); // what cannot be undone is never one Enter away
}
