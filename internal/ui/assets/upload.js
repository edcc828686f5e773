// Files go to the server piece by piece while the rest of the form is typed, and go on where they were after an interruption: on this page by
// themselves or with a button, on a page that was left by choosing the same file again. Without script the form carries them whole.
const PIECE = 1 << 20;
const TRIES = [0, 1000, 4000]; // milliseconds before each try

export function startUploads() {
  document.querySelectorAll("[data-uploads]").forEach((area) => new Uploads(area));
}

class Uploads {
  constructor(area) {
    this.area = area;
    this.words = area.dataset;
    this.list = area.querySelector("[data-upload-list]");
    this.state = area.querySelector("[data-upload-state]");
    this.waiting = []; // in turn, the first is on its way
    this.submitter = null; // the button that sends the form as soon as all are here
    area.querySelector("[data-upload-send]").hidden = true;
    area.querySelectorAll("input[type=file]").forEach((input) => {
      input.addEventListener("change", () => this.choose(input));
    });
    area.closest("form").addEventListener("submit", (event) => this.hold(event), { capture: true });
    window.addEventListener("online", () => this.goOn());
  }

  choose(input) {
    for (const file of input.files) this.waiting.push(this.row(file));
    input.value = "";
    this.run();
  }

  // row shows a file on its way.
  row(file) {
    const job = { file, stop: new AbortController(), broken: false };
    job.line = element("li", "");
    job.say = element("span", "quiet");
    job.bar = element("progress", "");
    job.bar.max = file.size || 1;
    job.bar.value = 0;
    job.bar.setAttribute("aria-label", file.name);
    const name = element("span", "upload-name", file.name + " ");
    name.append(job.say, job.bar);
    job.again = button(this.words.again, () => this.goOn());
    job.again.hidden = true;
    job.line.append(element("span", "upload-picture"), name, job.again, button(this.words.leave, () => this.leave(job)));
    this.list.append(job.line);
    return job;
  }

  async run() {
    if (this.running) return;
    this.running = true;
    let job;
    while ((job = this.waiting.find((j) => !j.broken))) {
      try {
        const html = await this.send(job);
        this.done(job, html);
      } catch (error) {
        if (job.stop.signal.aborted) continue;
        if (error instanceof Refusal) this.refuse(job, error.message);
        else this.breakOff(job);
      }
    }
    this.running = false;
    if (this.waiting.length === 0) this.finish();
  }

  // send gives the row of the file when all of it is on the server.
  async send(job) {
    const { file } = job;
    job.mark ??= file.size + "-" + (file.size > Number(this.words.maxSize) ? "00000000" : await crc32(file));
    let offset = -1; // asks how far it has come
    for (;;) {
      const answer = await this.ask(job, offset);
      if (answer.status === 200) return answer.text();
      const now = Number(answer.headers.get("Upload-Offset"));
      if (now === offset) throw new Error("no piece was kept");
      offset = now;
      job.bar.value = offset;
      job.say.textContent = this.words.going.replace("%d%%", Math.floor((100 * offset) / file.size) + "%");
    }
  }

  async ask(job, offset) {
    const body = offset < 0 ? new Blob() : job.file.slice(offset, offset + PIECE);
    let failed;
    for (const pause of TRIES) {
      await new Promise((on) => setTimeout(on, pause));
      if (job.stop.signal.aborted) throw new Error("left");
      try {
        const answer = await fetch(this.words.uploads, {
          method: "POST",
          body,
          headers: {
            "Siil-Fetch": "1",
            "Content-Type": "application/octet-stream",
            "Upload-Mark": job.mark,
            "Upload-Name": encodeURIComponent(job.file.name),
            "Upload-Offset": String(offset),
          },
          credentials: "same-origin",
          redirect: "error",
          signal: job.stop.signal,
        });
        if (answer.status === 422) throw new Refusal(await answer.text());
        if (answer.ok) return answer;
        failed = new Error(String(answer.status));
        if (answer.status < 500) break;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        failed = error;
      }
    }
    throw failed;
  }

  done(job, html) {
    this.waiting = this.waiting.filter((j) => j !== job);
    const line = new DOMParser().parseFromString(html, "text/html").querySelector("li");
    const twin = this.list.querySelector(`[data-upload-file="${line.dataset.uploadFile}"]`);
    if (twin) job.line.remove(); // the same file again is one
    else job.line.replaceWith(document.adoptNode(line));
    this.area.querySelectorAll("[data-upload-head]").forEach((e) => (e.hidden = false));
    this.state.textContent = this.words.kept.replace("%s", job.file.name);
  }

  refuse(job, why) {
    this.waiting = this.waiting.filter((j) => j !== job);
    this.submitter = null; // whoever sends the form wants this file with it
    job.line.classList.add("upload-bad");
    job.bar.remove();
    job.say.textContent = why;
    this.state.textContent = job.file.name + ": " + why;
  }

  breakOff(job) {
    job.broken = true;
    job.again.hidden = false;
    job.say.textContent = this.words.broken;
    this.state.textContent = job.file.name + ": " + this.words.broken;
    this.submitter = null;
  }

  goOn() {
    this.waiting.forEach((job) => {
      job.broken = false;
      job.again.hidden = true;
    });
    this.run();
  }

  leave(job) {
    job.stop.abort();
    job.line.remove();
    this.waiting = this.waiting.filter((j) => j !== job);
    this.area.querySelector("input[type=file]").focus();
    if (!this.running && this.waiting.length === 0) this.finish();
  }

  // hold keeps a form until its files are on the server.
  hold(event) {
    if (this.waiting.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.submitter = event.submitter ?? event.target.querySelector("[type=submit]");
    this.state.textContent = this.words.wait;
    this.goOn();
  }

  finish() {
    const { submitter } = this;
    this.submitter = null;
    if (submitter) submitter.form.requestSubmit(submitter);
  }
}

class Refusal extends Error {}

function element(tag, kind, words = "") {
  const e = document.createElement(tag);
  if (kind) e.className = kind;
  e.textContent = words;
  return e;
}

function button(words, act) {
  const b = element("button", "btn-plain", words);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

// crc32 tells a file again, by its content.
async function crc32(file) {
  let c = 0xffffffff;
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    for (const b of bytes) c = TABLE[(c ^ b) & 0xff] ^ (c >>> 8);
  }
  return ((c ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
