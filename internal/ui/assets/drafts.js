// What is being written is saved within two seconds of the last key, and when the page is left: a textarea with data-draft by itself, a form
// with data-draft as a whole.
import { send } from "./net.js";

const WAIT = 1500; // milliseconds after the last key: with the request, under 2 s

export function startDrafts() {
  document.querySelectorAll("textarea[data-draft]").forEach((area) => {
    follow(area, area.form, area.closest(".field").querySelector("[data-draft-state]"), () => area.value);
  });
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    follow(form, form, document.querySelector("[data-form-state]"), () => fields(form));
  });
}

// fields are what a form holds, without its files, as JSON.
function fields(form) {
  const all = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") (all[name] ??= []).push(value);
  }
  return JSON.stringify(all);
}

// follow saves what content gives whenever something inside source has changed; form, when sent, carries it itself.
function follow(source, form, state, content) {
  const { draft, draftUrl, draftSaved, draftFailed } = source.dataset;
  const leaving = new AbortController();
  let timer = 0;
  let saved = content();
  let stopped = false;

  const save = async (options) => {
    clearTimeout(timer);
    timer = 0;
    const value = content();
    if (stopped || value === saved) return;
    try {
      const answer = await send(draftUrl, { key: draft, text: value }, { signal: leaving.signal, ...options });
      if (!answer.ok) throw new Error(String(answer.status));
      saved = value;
      const time = new Date().toTimeString().slice(0, 5);
      state.textContent = draftSaved.replace("{t}", time);
    } catch {
      if (!stopped) state.textContent = draftFailed;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };

  source.addEventListener("input", soon);
  source.addEventListener("change", soon);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });
  form?.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
    leaving.abort();
  });
}
