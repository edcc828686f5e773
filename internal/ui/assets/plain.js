// How easily a text is read, while it is written: the same index as value.Gulpease. Whatever is saved says it without script too.
const FEWEST = 10; // words
const ENDS = ".!?;…\n";
const LETTER = /[\p{L}\p{Nd}]/u;
const ACCENT = /\p{Mn}/u;
const DIGIT = /\p{Nd}/u;

export function startPlain() {
  document.querySelectorAll("[data-plain]").forEach((box) => {
    const area = box.querySelector("textarea");
    const says = box.querySelector("[data-plain-says]");
    let timer = 0;
    area?.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => say(says, area.value, box.dataset), 600);
    });
  });
}

function say(says, words, { plain, easy, hard }) {
  const index = gulpease(words);
  says.textContent = index < 0 ? "" : (index >= Number(plain) ? easy : hard).replace("%d", String(index));
}

// gulpease is the index from 0 to 100, -1 for a text that is too short to say.
export function gulpease(text) {
  const chars = [...text];
  let letters = 0;
  let words = 0;
  let sentences = 0;
  let inWord = false;
  let open = false;
  chars.forEach((c, i) => {
    if (LETTER.test(c)) {
      letters += 1;
      if (!inWord) words += 1;
      inWord = true;
      open = true;
    } else if (ACCENT.test(c) || ((c === "." || c === ",") && DIGIT.test(chars[i - 1] ?? "") && DIGIT.test(chars[i + 1] ?? ""))) {
      // it parts nothing
    } else if (ENDS.includes(c)) {
      if (open) sentences += 1;
      inWord = false;
      open = false;
    } else {
      inWord = false;
    }
  });
  if (open) sentences += 1;
  if (words < FEWEST) return -1;
  return Math.max(0, Math.min(100, 89 + Math.floor((300 * sentences - 10 * letters) / words)));
}
