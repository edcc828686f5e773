// A form with data-twins asks, while its person is typed, who in the archive may be the same; the fields go in the body of a POST. The answer
// takes the place of what stands in the box, and keeps what was chosen there.
import { parse, send } from "./net.js";

const WAIT = 500; // milliseconds after the last key

export function startTwins() {
  document.querySelectorAll("[data-twins]").forEach(follow);
}

function follow(box) {
  const form = box.closest("form");
  const said = box.querySelector("[data-twins-said]");
  const list = box.querySelector("[data-twins-list]");
  const watched = box.dataset.twinsOf.split(" ").map((name) => form.elements[name]);
  let timer = 0;
  let asked = 0;
  let last = watched.map((field) => field.value).join("\n");

  const ask = async () => {
    const now = watched.map((field) => field.value).join("\n");
    if (now === last) return;
    last = now;
    const mine = ++asked;
    const fields = Object.fromEntries(watched.map((field) => [field.name, field.value]));
    const chosen = list.querySelector("input[type=radio]:checked");
    if (chosen) fields[chosen.name] = chosen.value;
    try {
      const answer = await send(box.dataset.twins, fields);
      if (!answer.ok) throw new Error(String(answer.status));
      const found = parse(await answer.text(), "[data-twins-list]");
      if (mine !== asked || !found) return;
      const here = list.contains(document.activeElement) ? document.activeElement.value : null;
      list.replaceChildren(...found.childNodes);
      if (said.textContent !== found.dataset.said) said.textContent = found.dataset.said;
      if (here !== null) (list.querySelector(`input[value="${here}"]`) ?? list.querySelector("input"))?.focus();
      list.dispatchEvent(new Event("change", { bubbles: true })); // what was shown belongs to the draft
    } catch {
      last = ""; // the next key asks again
    }
  };

  for (const field of watched) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("change", ask);
  }
}
