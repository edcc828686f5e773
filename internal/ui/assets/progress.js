// Work that goes on beside the page says how far it is without being asked; when it is over the page comes again, whole.
import { parse } from "./net.js";

const pause = 2000;

export function startProgress() {
  const box = document.querySelector("[data-progress]");
  if (box) setTimeout(look, pause, box);
}

async function look(box) {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" });
    const now = answer.ok ? parse(await answer.text(), "[data-progress]") : null;
    if (!now) return location.reload();
    box.replaceChildren(...now.childNodes);
  } catch {
    // no connection for a moment: the next look may go better
  }
  setTimeout(look, pause, box);
}
