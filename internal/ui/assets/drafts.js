// A textarea with data-draft is saved within two seconds of the last key, and when the page is left.
import { send } from "./net.js";

const WAIT = 1500; // milliseconds after the last key: with the request, under 2 s

export function startDrafts() {
  document.querySelectorAll("textarea[data-draft]").forEach(follow);
}

function follow(area) {
  const state = area.closest(".field").querySelector("[data-draft-state]");
  let timer = 0;
  let saved = area.value;
  let stopped = false;

  const save = async (options) => {
    clearTimeout(timer);
    timer = 0;
    const value = area.value;
    if (stopped || value === saved) return;
    try {
      const answer = await send(area.dataset.draftUrl, { key: area.dataset.draft, text: value }, options);
      if (!answer.ok) throw new Error(String(answer.status));
      saved = value;
      const time = new Date().toTimeString().slice(0, 5);
      state.textContent = area.dataset.draftSaved.replace("{t}", time);
    } catch {
      state.textContent = area.dataset.draftFailed;
    }
  };

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });
  area.form?.addEventListener("submit", () => { // the form itself now carries the text
    stopped = true;
    clearTimeout(timer);
  });
}
