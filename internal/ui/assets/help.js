// The link to the help on a page opens the same text over the page, so that what one was writing stays in sight.
import { parse } from "./net.js";

export function startHelp() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-help]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin", headers: { "Siil-Fetch": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      show(parse(await answer.text(), "dialog"));
    } catch {
      location.href = link.href;
    }
  });
}

function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
