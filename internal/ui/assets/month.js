// The month of an action: arrows and Enter move between days, sums follow what is typed, a week is filled as the one before. Without script the
// same grid is a plain form.
export function startMonth() {
  const form = document.querySelector("form[data-month]");
  if (form) new Month(form);
}

class Month {
  constructor(form) {
    this.form = form;
    this.weeks = [...form.querySelectorAll("tr[data-week]")];
    this.days = [...form.querySelectorAll("tr[data-week] input")];
    this.sum = form.querySelector("[data-month-total]");
    this.all = form.querySelector("[data-month-all]");
    form.querySelector("[data-month-keys]").hidden = false;
    form.addEventListener("input", () => this.count());
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusin", (event) => this.days.includes(event.target) && event.target.select());
    form.querySelectorAll("[data-week-copy]").forEach((button) => button.addEventListener("click", () => this.copy(button.closest("tr"))));
    this.count();
  }

  key(event) {
    const here = this.days.indexOf(event.target);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const next = this.next(event.key, event.target, here);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  // next is where a key leads; left and right only leave a day at the end of what stands in it.
  next(key, input, here) {
    const chosen = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    switch (key) {
      case "Enter":
        return this.days[here + 1] ?? this.form.querySelector(".actions button");
      case "ArrowRight":
        return chosen || input.selectionStart === input.value.length ? this.days[here + 1] : null;
      case "ArrowLeft":
        return chosen || input.selectionEnd === 0 ? this.days[here - 1] : null;
      case "ArrowDown":
        return this.beside(input, 1);
      case "ArrowUp":
        return this.beside(input, -1);
    }
    return null;
  }

  // beside is the same day of the week before or after, past weeks where it cannot be written.
  beside(input, step) {
    const cell = input.closest("td");
    for (let at = this.weeks.indexOf(cell.parentElement) + step; this.weeks[at]; at += step) {
      const found = this.weeks[at].cells[cell.cellIndex].querySelector("input");
      if (found) return found;
    }
    return null;
  }

  // fillable are the empty weekdays of a week with the hours that the week before has on the same day.
  fillable(week) {
    const before = this.weeks[this.weeks.indexOf(week) - 1];
    const out = [];
    for (let i = 0; before && i < 5; i++) {
      const to = week.cells[i].querySelector("input");
      const from = typedIn(before.cells[i]).trim();
      if (to && !to.value.trim() && from) out.push([to, from]);
    }
    return out;
  }

  // copy fills them.
  copy(week) {
    const days = this.fillable(week);
    if (days.length === 0) return;
    days.forEach(([to, from]) => (to.value = from));
    days[0][0].focus();
    days[0][0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  count() {
    let total = 0;
    for (const week of this.weeks) {
      let sum = 0;
      for (const cell of [...week.cells].slice(0, 7)) {
        sum += minutes(typedIn(cell));
      }
      const copy = week.querySelector("[data-week-copy]");
      if (copy) copy.hidden = this.fillable(week).length === 0;
      week.querySelector("[data-week-total]").textContent = hours(sum);
      total += sum;
    }
    this.sum.textContent = hours(total);
    this.all.textContent = hours(total + Number(this.all.dataset.monthAll));
  }
}

// typedIn is what stands on a day, in its field or as it is saved.
function typedIn(cell) {
  return cell.querySelector("input")?.value ?? cell.querySelector("b")?.textContent ?? "";
}

// minutes reads hours as the server does: 4, 4,5, 4.5, 4:30, 4h30. What cannot be read counts for nothing.
export function minutes(typed) {
  const s = typed.trim().toLowerCase().replace(/\s*(ore|h)$/, "").trim();
  const clock = /^(\d{1,2})\s*[:h]\s*(\d{1,2})$/.exec(s);
  const plain = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(s);
  let n = 0;
  if (clock && Number(clock[2]) < 60) n = Number(clock[1]) * 60 + Number(clock[2]);
  else if (plain) n = Number(plain[1]) * 60 + (Number((plain[2] ?? "0").padEnd(2, "0")) * 60) / 100;
  return Number.isInteger(n) && n <= 1440 ? n : 0;
}

function hours(n) {
  return n % 60 ? `${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}` : String(n / 60);
}
