// One field of the live page: saved while it is written, on top of the version that it began from. What could not be sent stays in the
// page and is sent again.
import { parse, send } from "./net.js";
import { textOf, fill, wordsOf, joined, spare } from "./livetext.js";

const WAIT = 700; // milliseconds after the first key that is not saved yet: with the request and the others' look, under 2 s
const AGAIN = 2000;
const ANNOUNCE = 5000; // "is writing" lasts 15 s on the server
export const PATIENCE = 8000;

export class Field {
  constructor(live, group) {
    this.live = live;
    this.name = group.dataset.field;
    this.told = 0; // when the others were last told that I write here
    this.sent = []; // texts that may have arrived although no answer came back
    this.bind(group);
  }

  // bind takes a group as the server made it.
  bind(group) {
    this.group = group;
    this.base = Number(group.dataset.base);
    this.saved = textOf(group);
    this.refused = null;
    spare(group);
  }

  get dirty() {
    return textOf(this.group) !== this.saved;
  }

  get conflict() {
    return this.group.querySelector("[data-conflict]");
  }

  // mine tells whether the field is being written here: then nothing of it is replaced.
  get mine() {
    return this.dirty || this.busy || this.conflict !== null || this.group.contains(document.activeElement);
  }

  changed() {
    spare(this.group);
    this.announce();
    this.later(WAIT);
  }

  later(wait) {
    if (!this.timer) this.timer = setTimeout(() => this.save(), wait);
  }

  // save sends what is not saved yet and tells whether everything is. Two calls never overlap.
  async save(options) {
    clearTimeout(this.timer);
    this.timer = 0;
    while (this.busy) await this.busy;
    const text = textOf(this.group);
    if (text === this.saved) return true;
    if (this.conflict || text === this.refused) return false;
    this.busy = this.send(text, options);
    const done = await this.busy;
    this.busy = null;
    if (this.dirty && !this.conflict && textOf(this.group) !== this.refused) this.later(done ? WAIT : AGAIN);
    return done && !this.dirty;
  }

  async send(text, options = {}) {
    try {
      this.sent.push(text);
      const answer = await send(this.live.root.dataset.write, { name: this.name, text, base: this.base }, { signal: AbortSignal.timeout(PATIENCE), ...options });
      const body = await answer.text();
      if (answer.ok) return this.keep(text, Number(body));
      if (answer.status === 401) return this.live.over();
      if (answer.status === 409) return this.clash(parse(body, "[data-conflict]"));
      if (answer.status >= 500) throw new Error(String(answer.status));
      this.refused = text;
      return this.say(body.length < 300 && !body.includes("<") ? body : this.live.root.dataset.refused);
    } catch {
      this.live.lost();
      return false;
    }
  }

  keep(text, version) {
    this.base = version;
    this.saved = text;
    this.sent = [];
    this.say("");
    this.live.kept();
    return true;
  }

  say(words) {
    const out = this.group.querySelector("[data-problem]");
    if (out) {
      out.textContent = words;
      out.hidden = words === "";
    }
    return false;
  }

  // clash shows the other's text beside mine. What is there may be my own text, whose answer never came back.
  clash(box) {
    if (!box) return this.live.refresh();
    const theirs = box.dataset.text;
    const version = Number(box.dataset.version);
    if (theirs === textOf(this.group) || this.sent.slice(0, -1).includes(theirs)) {
      this.keep(theirs, version);
      return !this.dirty;
    }
    this.live.found();
    box.querySelector("[data-mine]").textContent = wordsOf(this.group, textOf(this.group));
    box.addEventListener("click", (event) => {
      const how = event.target.closest("button")?.dataset.keep;
      if (how) this.choose(how, theirs, version);
    });
    this.group.prepend(box);
    return false;
  }

  choose(how, theirs, version) {
    const mine = textOf(this.group);
    this.conflict.remove();
    this.base = version;
    this.saved = theirs;
    this.sent = [];
    if (how !== "mine") fill(this.group, how === "both" ? joined(this.group, theirs, mine) : theirs);
    spare(this.group);
    this.group.querySelector("textarea, select, input:not([type=hidden])").focus();
    this.save();
  }

  // take puts in the field as the server has it now, if it is not written here. In a field that only has the focus the text changes in place.
  take(fresh) {
    if (!fresh || Number(fresh.dataset.base) < this.base) return; // fetched before the last saving
    if (!this.mine) {
      if (!this.group.isEqualNode(fresh)) {
        this.group.replaceWith(fresh);
        this.bind(fresh);
      }
      return;
    }
    const version = Number(fresh.dataset.base);
    if (version <= this.base || this.dirty || this.busy || this.conflict) return;
    const text = textOf(fresh);
    if (text !== this.saved) fill(this.group, text);
    this.saved = text;
    this.base = version;
  }

  announce() {
    if (Date.now() - this.told > ANNOUNCE) this.tell(true);
  }

  tell(on) {
    this.told = on ? Date.now() : 0;
    send(this.live.root.dataset.focus, { name: this.name, on: on ? "1" : "0" }, { signal: AbortSignal.timeout(PATIENCE), keepalive: true }).catch(() => {}); // the next key tells again
  }
}
