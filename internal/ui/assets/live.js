// The page of a sitting that goes on. The server says on one line that something has changed; the page is fetched again and what nobody is
// writing here is replaced. Without script the same page is forms and a reload.
import { parse } from "./net.js";
import { textOf, wordsOf } from "./livetext.js";
import { Field, PATIENCE } from "./livefield.js";

const SILENCE = 20000; // the line speaks every 8 s
const AGAIN = 3000;

export function startLive() {
  const root = document.querySelector("[data-live]");
  if (root && window.EventSource) new Live(root);
}

class Live {
  constructor(root) {
    this.fields = new Map();
    this.tick = Number(root.dataset.tick || -1);
    this.bind(root);
    const main = document.getElementById("main");
    main.addEventListener("input", (event) => this.field(event.target)?.changed());
    main.addEventListener("change", (event) => this.field(event.target)?.changed());
    main.addEventListener("focusin", (event) => this.entered(event));
    main.addEventListener("focusout", (event) => this.leftField(event));
    main.addEventListener("submit", (event) => this.submitted(event));
    main.addEventListener("toggle", (event) => !event.target.open && this.skipped && this.refresh(), true);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.all((f) => f.save({ keepalive: true })));
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.listen());
    window.addEventListener("offline", () => this.lost());
    setInterval(() => Date.now() - this.heard > SILENCE && this.listen(), 5000);
    this.listen();
  }

  // bind takes the page as the server made it.
  bind(root) {
    this.root = root;
    this.fields.clear();
    root.querySelectorAll("[data-field]").forEach((group) => this.fields.set(group.dataset.field, new Field(this, group)));
    this.waitForHolders();
  }

  field(target) {
    return this.fields.get(target.closest("[data-field]")?.dataset.field);
  }

  all(act) {
    return [...this.fields.values()].map(act);
  }

  get dirty() {
    return this.all((f) => f.dirty).includes(true);
  }

  // listen opens the line anew.
  listen() {
    this.source?.close();
    if (this.ended) return;
    this.heard = Date.now();
    const source = new EventSource(this.root.dataset.events);
    this.source = source;
    source.onmessage = (event) => {
      this.heard = Date.now();
      this.found();
      this.hear(Number(event.data));
    };
    source.addEventListener("end", () => this.again()); // the session or the right is over: the page itself says which
    source.onerror = () => {
      this.lost();
      if (source.readyState === EventSource.CLOSED) this.again();
    };
  }

  again() {
    this.source.close();
    setTimeout(() => {
      this.refresh();
      this.listen();
    }, AGAIN);
  }

  hear(n) {
    if (n === this.tick) return;
    this.tick = n;
    this.refresh();
  }

  // refresh fetches the page as it is now; what is asked for meanwhile is asked once more.
  async refresh() {
    if (this.fetching) return void (this.stale = true);
    this.fetching = true;
    try {
      const answer = await fetch(this.root.dataset.here, { headers: { "Siil-Fetch": "1" }, credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 401) this.over();
      else if (answer.status === 404) location.reload();
      else if (answer.ok) this.take(parse(await answer.text(), "#main"));
      else throw new Error(String(answer.status));
    } catch {
      this.lost();
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.refresh(), AGAIN);
    }
    this.fetching = false;
    if (this.stale) {
      this.stale = false;
      this.refresh();
    }
  }

  take(main) {
    const fresh = main?.querySelector("[data-live]");
    if (!fresh) return location.reload();
    this.skipped = false;
    if (fresh.dataset.shape !== this.root.dataset.shape) this.reshape(fresh);
    else this.all((f) => f.take(fresh.querySelector(`[data-field="${f.name}"]`)));
    document.querySelectorAll("#main [data-part]").forEach((old) => {
      const next = main.querySelector(`[data-part="${old.dataset.part}"]`);
      if (next) this.replace(old, next);
    });
    this.waitForHolders();
  }

  // replace leaves alone what is open for a choice, and keeps the focus where it was.
  replace(old, next) {
    if (old.isEqualNode(next)) return;
    if (old.querySelector("details[open]")) return void (this.skipped = true);
    const at = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(next);
    if (at) (at.id ? document.getElementById(at.id) : at.href && next.querySelector(`a[href="${at.getAttribute("href")}"]`))?.focus();
  }

  // reshape takes a page of another make: the case was decided, reopened, left. What was not saved yet stays to be read and copied.
  reshape(fresh) {
    const left = this.all((f) => (f.dirty || f.conflict ? wordsOf(f.group, textOf(f.group)) : "")).filter(Boolean);
    this.root.replaceWith(fresh);
    this.bind(fresh);
    if (!left.length) return;
    const box = fresh.querySelector("[data-kept]");
    box.querySelector("[data-kept-words]").textContent = left.join("\n\n");
    box.hidden = false;
  }

  // waitForHolders looks again when somebody's writing would have run out.
  waitForHolders() {
    clearTimeout(this.holders);
    const held = [...this.root.querySelectorAll("[data-held]")].map((e) => Number(e.dataset.held));
    if (held.length) this.holders = setTimeout(() => this.refresh(), (Math.max(1, Math.min(...held)) + 1) * 1000);
  }

  entered(event) {
    const f = this.field(event.target);
    if (f && f.group.dataset.held === undefined) f.announce();
  }

  leftField(event) {
    const f = this.field(event.target);
    if (!f || f.group.contains(event.relatedTarget)) return;
    f.save();
    if (f.told) f.tell(false);
  }

  // submitted holds a form until what was typed is saved.
  async submitted(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || !this.dirty) return;
    event.preventDefault();
    await Promise.all(this.all((f) => f.save()));
    if (this.dirty) return this.all((f) => f.conflict?.focus());
    form.requestSubmit(event.submitter);
  }

  key(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    let target = null;
    if (event.ctrlKey && event.key === "Enter") target = document.querySelector("[data-decide]:not(:disabled)");
    if (event.altKey && event.key === "ArrowDown") target = document.querySelector("[data-next]");
    if (!target) return;
    event.preventDefault();
    target.click();
  }

  // lost says that the line is down; found that it is there again.
  lost() {
    this.say(this.root.dataset.lost);
    this.down = true;
  }

  found() {
    if (!this.down || this.ended) return;
    this.down = false;
    this.say(this.root.dataset.found);
    this.all((f) => f.dirty && f.save());
  }

  kept() {
    this.found();
    const out = document.querySelector("[data-saved]");
    if (out) out.textContent = out.dataset.saved.replace("{t}", new Date().toTimeString().slice(0, 5));
  }

  // over: nobody is signed in any more. The words stay in the page, to be copied.
  over() {
    this.ended = true;
    this.source?.close();
    this.say(this.root.dataset.over);
    return false;
  }

  say(words) {
    const out = document.querySelector("[data-line]");
    if (out && out.textContent !== words) out.textContent = words;
  }
}
