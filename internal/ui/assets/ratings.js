// The page on which a person is assessed. A level is saved when it is chosen, words when they are left (drafts.js keeps them before); what the
// server has changed comes back in parts. Without script the same page is a form for each block.
import { off, typing } from "./keys.js";
import { parse, send } from "./net.js";

const AGAIN = 2000;

export function startRatings() {
  const root = document.querySelector("[data-ratings]");
  if (root) new Ratings(root);
}

class Ratings {
  constructor(root) {
    this.root = root;
    this.rows = new Map(); // what of a row was sent last, while it is on its way
    root.addEventListener("change", (event) => this.changed(event.target));
    root.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("beforeunload", (event) => this.waiting() && event.preventDefault());
  }

  waiting() {
    return [...this.rows.values()].some((row) => row.busy || row.again);
  }

  // changed saves the row, or the text, in which something was changed.
  changed(target) {
    const group = groupOf(target);
    if (group) this.save(group);
  }

  // submitted saves a row whose own was chosen after a clash; a whole block goes the way of forms.
  submitted(event) {
    const group = event.submitter?.closest("[data-row]");
    if (!group) return;
    event.preventDefault();
    this.save(group);
  }

  state(name) {
    if (!this.rows.has(name)) this.rows.set(name, { busy: false, again: 0, queued: false });
    return this.rows.get(name);
  }

  async save(group) {
    const name = nameOf(group);
    const row = this.state(name);
    if (row.busy) return void (row.queued = true);
    clearTimeout(row.again);
    row.again = 0;
    row.busy = true;
    const fields = fieldsOf(group);
    const sent = JSON.stringify(fields);
    let failed = false;
    try {
      const answer = await send(this.root.dataset.ratings, fields, { signal: AbortSignal.timeout(8000) });
      if (answer.status === 401) return this.say(this.root.dataset.over);
      if (answer.status === 404) return location.reload();
      if (answer.status >= 500) throw new Error(String(answer.status));
      this.take(parse(await answer.text(), "[data-fragment]"), group, answer.ok, sent === JSON.stringify(fieldsOf(group)));
      this.say("");
      if (answer.ok) this.saved();
    } catch {
      failed = true;
      this.say(this.root.dataset.lost);
    } finally {
      row.busy = false;
    }
    if (failed) row.again = setTimeout(() => this.save(group), AGAIN);
    else if (row.queued || sent !== withBase(fields, group)) {
      row.queued = false;
      this.save(group);
    }
  }

  // take puts in what the server has changed. What was chosen meanwhile stays as it is.
  take(fresh, group, ok, still) {
    if (!fresh) return;
    const focus = document.activeElement?.id;
    fresh.querySelectorAll("[data-part]").forEach((part) => {
      const old = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (old && (still || !part.dataset.part.startsWith("cells-"))) old.replaceWith(part);
    });
    const text = group.dataset.row ? null : fresh.querySelector(`input[name="base_${nameOf(group)}"]`);
    if (text && ok) group.querySelector(`input[name="${text.name}"]`).value = text.value;
    if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus();
  }

  saved() {
    const out = document.querySelector("[data-ratings-saved]");
    if (out) out.textContent = out.dataset.ratingsSaved.replace("{t}", new Date().toTimeString().slice(0, 8));
  }

  say(words) {
    const out = this.root.querySelector("[data-ratings-line]");
    if (out.textContent !== words) out.textContent = words;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off() || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (this.press(event.key)) event.preventDefault();
  }

  press(key) {
    const here = document.activeElement?.closest("[data-row]");
    if (key === "p") return click(document.querySelector("a[data-side]"));
    if (!here && key === "ArrowDown") return false;
    if (!here) return false;
    if (/^[1-5]$/.test(key)) {
      const radio = here.querySelector(`input[type=radio][value="${key}"]`);
      radio.focus();
      return click(radio);
    }
    if (key === "m") {
      const note = here.querySelector("details.rubric-note");
      note.open = true;
      note.querySelector("textarea").focus();
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!step) return false;
    const rows = [...document.querySelectorAll("[data-row]")];
    const next = rows[rows.indexOf(here) + step];
    if (!next) return true;
    (next.querySelector("input[type=radio]:checked") ?? next.querySelector("input[type=radio]")).focus();
    return true;
  }
}

function click(element) {
  element?.click();
  return Boolean(element);
}

// groupOf is the row, or the box of a text, that a control belongs to.
function groupOf(target) {
  return target.closest("[data-row]") ?? (target.matches("textarea[name^=text_]") ? target.closest("[data-text]") : null);
}

function nameOf(group) {
  return group.dataset.row ?? group.dataset.text;
}

function fieldsOf(group) {
  const all = {};
  const side = group.closest("form").querySelector("input[name=vista]");
  if (side) all.vista = side.value;
  group.querySelectorAll("input, textarea").forEach((c) => {
    if (c.type !== "radio" || c.checked) all[c.name] = c.value;
  });
  return all;
}

// withBase is what was sent, with the versions that the row has now: equal to what the row holds when nothing was changed meanwhile.
function withBase(fields, group) {
  const now = fieldsOf(group);
  const kept = Object.entries(fields).filter(([name]) => !/^(base|was)_/.test(name));
  const there = Object.entries(now).filter(([name]) => !/^(base|was)_/.test(name));
  return JSON.stringify(kept) === JSON.stringify(there) ? JSON.stringify(fields) : "";
}
