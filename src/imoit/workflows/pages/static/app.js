// Small conveniences. Every page works without them.
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const OFF = "imoit.keys.off";

document.documentElement.classList.add("has-script");

// ---- keys ----
const keys = $("#cac-phim");
const off = $("#tat-phim");
if (off) {
  off.checked = localStorage.getItem(OFF) === "1";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
}
$$("[data-keys]").forEach((button) => button.addEventListener("click", () => keys?.showModal()));

const inField = (target) =>
  target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape")
    $$("details.im-menu[open], details.im-who[open]").forEach((box) => (box.open = false));
  if (event.ctrlKey && event.key === "Enter") return send(event);
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) return phrase(event);
  if (walk(event)) return event.preventDefault();
  if (inField(event.target) && !/^(checkbox|radio)$/.test(event.target.type)) return;
  if (off?.checked || keys?.open) return;
  single(event);
});

function send(event) {
  const form = event.target.closest?.("form[data-send]") || $("form[data-send]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit($("[data-primary]", form) || undefined);
}

function phrase(event) {
  if (!/^[0-9]$/.test(event.key)) return;
  const chip = $(`[data-phrase][data-key="${event.key}"]`);
  if (!chip) return;
  event.preventDefault();
  chip.click();
}

function single(event) {
  const key = event.key.toLowerCase();
  if (key === "/") {
    event.preventDefault();
    return $(".im-bigfind input, #tim")?.focus();
  }
  if (key === "?") return keys?.showModal();
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1, event);
  if (/^[0-9]$/.test(key)) return phrase(event);
  const target = $(`[data-key="${key}"]:not([disabled])`);
  if (target) {
    event.preventDefault();
    target.click();
  }
}

// In a list: arrows, Home and End go from line to line, Space chooses the line.
const LINES = ".im-item__what, .im-item__link";

function walk(event) {
  const lines = event.target.matches?.(LINES) && !event.shiftKey ? $$(LINES) : [];
  const at = lines.indexOf(event.target);
  if (at < 0) return false;
  if (event.key === " ") return chooseLine(event);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (to === undefined) return false;
  stand(lines[to]);
  return true;
}

function chooseLine(event) {
  const box = event.target.closest(".im-item")?.querySelector(":scope > input[type=checkbox]");
  if (box && !event.repeat) box.click();
  return !!box;
}

function stand(line) {
  line?.focus();
  line?.scrollIntoView({ block: "nearest" });
}

function step(way, event) {
  const link = $(`[data-step="${way}"]`);
  if (link) return link.click();
  const items = $$(LINES);
  if (!items.length) return;
  event.preventDefault();
  const at = items.findIndex((item) => item === document.activeElement);
  const on = items.findIndex((item) => item.closest(".is-on"));
  stand(items[(at < 0 ? on : at) + way]);
}

document.addEventListener("click", (event) => {
  $$("details.im-menu[open], details.im-who[open]").forEach((box) => {
    if (!box.contains(event.target)) box.open = false;
  });
});

// ---- forms: nothing is sent twice; the summary of errors takes the focus ----
$(".im-formerror")?.focus();
$$("form[method=post]").forEach((form) =>
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  }),
);
$$("[data-count]").forEach((field) => {
  const place = $(field.dataset.count);
  const tell = () => (place.textContent = field.value.length);
  field.addEventListener("input", tell);
  tell();
});
$$(".im-suggested").forEach((field) =>
  field.addEventListener("input", () => field.classList.remove("im-suggested"), { once: true }),
);
$$("button[data-print]").forEach((button) => button.addEventListener("click", () => print()));
$$("form[data-facets] input").forEach((box) =>
  box.addEventListener("change", () => box.form.requestSubmit()),
);
$$("select[data-go]").forEach((select) =>
  select.addEventListener("change", () => select.form.requestSubmit()),
);

// ---- a field for a file speaks the language of the site, not of the browser ----
$$("input[type=file].form-control").forEach((field) => {
  const box = document.createElement("div");
  const button = document.createElement("b");
  const name = document.createElement("span");
  box.className = "im-filefield";
  box.classList.toggle("is-invalid", field.classList.contains("is-invalid"));
  button.textContent = document.body.dataset.choose;
  field.before(box);
  box.append(button, name, field);
  const tell = () => {
    const names = [...field.files].map((file) => file.name);
    name.textContent = names.join(", ") || document.body.dataset.none;
  };
  field.addEventListener("change", tell);
  tell();
});

// ---- phrases ----
$$("[data-phrase]").forEach((chip) =>
  chip.addEventListener("click", () => {
    const field = $(chip.dataset.into);
    const text = chip.dataset.phrase;
    const before = field.value.trim();
    field.value = before ? `${before.replace(/[.;,]?$/, "")}. ${text}` : text;
    field.dispatchEvent(new Event("input"));
    field.focus();
  }),
);

// ---- deadline ----
const choices = $$("input[name=working_days]");
if (choices.length) {
  const field = $("[data-due-date]");
  const words = $("[data-due-words]");
  const tell = () => {
    const on = choices.find((choice) => choice.checked);
    if (field) field.hidden = !on || on.value !== "";
    if (words) words.textContent = on?.dataset.words || "";
  };
  choices.forEach((choice) => choice.addEventListener("change", tell));
  tell();
}

// ---- drop a file anywhere on its pane ----
$$("[data-drop]").forEach((zone) => {
  const field = $(zone.dataset.drop);
  const mark = $(".im-drop", zone) || zone;
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark.classList.add("is-over");
  });
  zone.addEventListener("dragleave", () => mark.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark.classList.remove("is-over");
    const files = event.dataTransfer.files;
    if (!files.length) return;
    if (files.length > 1 && $("form[data-scans]")) return $("form[data-scans]").take(files);
    field.files = files;
    field.dispatchEvent(new Event("change"));
  });
});

// ---- picking units and people: <select data-pick> becomes chips and a list ----
class Picker {
  constructor(select) {
    this.select = select;
    this.many = select.multiple;
    this.box = document.createElement("div");
    this.box.className = "im-combo";
    this.field = document.createElement("div");
    this.field.className = "im-picker";
    if (select.classList.contains("is-invalid")) this.field.classList.add("is-invalid");
    this.input = document.createElement("input");
    this.list = document.createElement("ul");
    this.list.className = "im-suggest";
    this.list.id = `${select.id}-l`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    this.input.id = `${select.id}-i`;
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.autocomplete = "off";
    this.words = select.dataset;
    const label = $(`label[for="${select.id}"]`);
    if (label) label.htmlFor = this.input.id;
    if (select.getAttribute("aria-describedby"))
      this.input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
    this.field.append(this.input);
    this.box.append(this.field, this.list);
    select.hidden = true;
    select.required = false;
    select.after(this.box);
    this.field.addEventListener("click", () => this.input.focus());
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("focus", () => this.offer());
    this.input.addEventListener("blur", () => setTimeout(() => this.shut(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.show();
  }

  chosen() {
    return [...this.select.selectedOptions].filter((option) => option.value);
  }

  show() {
    $$(".im-chip", this.field).forEach((chip) => chip.remove());
    for (const option of this.chosen()) {
      const chip = document.createElement("span");
      chip.className = this.many ? "im-chip" : "im-chip is-on";
      chip.append(option.textContent.trim());
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = "×";
      drop.setAttribute("aria-label", `${this.words.drop || ""} ${option.textContent.trim()}`);
      drop.addEventListener("click", () => this.set(option, false));
      chip.append(drop);
      this.input.before(chip);
    }
    this.input.placeholder = this.many || !this.chosen().length ? this.words.add || "" : "";
  }

  set(option, on) {
    if (!this.many) [...this.select.options].forEach((other) => (other.selected = false));
    option.selected = on;
    this.input.value = "";
    this.show();
    this.select.dispatchEvent(new Event("change"));
    this.input.focus();
    this.shut();
  }

  offer() {
    const wanted = fold(this.input.value.trim()).split(/\s+/);
    const options = [...this.select.options].filter(
      (option) =>
        option.value &&
        !option.selected &&
        wanted.every((word) => fold(option.textContent + " " + option.value).includes(word)),
    );
    this.list.replaceChildren(
      ...options.slice(0, 40).map((option, n) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${n}`;
        item.setAttribute("role", "option");
        item.textContent = option.textContent.trim();
        item.option = option;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.set(option, true);
        });
        return item;
      }),
    );
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(!!options.length));
    this.mark(0);
  }

  mark(n) {
    const items = [...this.list.children];
    items.forEach((item, at) => {
      item.classList.toggle("is-active", at === n);
      item.setAttribute("aria-selected", String(at === n));
    });
    this.at = n;
    const item = items[n];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  shut() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  key(event) {
    const items = this.list.children;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.offer();
      const way = event.key === "ArrowDown" ? 1 : -1;
      this.mark((this.at + way + items.length) % items.length);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (!this.list.hidden && items[this.at]) this.set(items[this.at].option, true);
    } else if (event.key === "Escape") {
      this.shut();
    } else if (event.key === "Backspace" && !this.input.value) {
      const last = this.chosen().pop();
      if (last) this.set(last, false);
    }
  }
}
$$("select[data-pick]").forEach((select) => {
  select.picker = new Picker(select);
});
$$("[data-add]").forEach((chip) =>
  chip.addEventListener("click", () => {
    const select = $(chip.dataset.to);
    const option = [...select.options].find((found) => found.value === chip.dataset.add);
    if (option) select.picker.set(option, true);
  }),
);

// ---- duplicates: asked for while one types ----
const watch = $("[data-duplicates]");
if (watch) {
  const fields = ["symbol", "issuer", "issued_date"].map((name) => $(`[name=${name}]`));
  let last = "";
  const ask = async () => {
    const [symbol, issuer, day] = fields.map((field) => field?.value.trim() || "");
    const parts = day.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
    const iso = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : day;
    const but = watch.dataset.but || "";
    const query = new URLSearchParams({ symbol, issuer, issued_date: iso, but }).toString();
    if (query === last) return;
    last = query;
    if (!symbol || !issuer || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return tellDuplicates([]);
    const answer = await fetch(`${watch.dataset.duplicates}?${query}`, {
      headers: { Accept: "application/json" },
    });
    if (answer.ok && query === last) tellDuplicates((await answer.json()).items);
  };
  const tellDuplicates = (found) => {
    watch.hidden = !found.length;
    const lines = $("[data-found]", watch);
    if (lines)
      lines.replaceChildren(
        ...found.map((one) => {
          const line = document.createElement("li");
          if (!one["@id"]) {
            line.textContent = watch.dataset.elsewhere;
            return line;
          }
          const link = document.createElement("a");
          link.href = one["@id"];
          link.target = "_blank";
          link.textContent = one.number
            ? `${watch.dataset.number} ${one.number}`
            : watch.dataset.unnumbered;
          const day = one.arrival_date.split("-").reverse().join("/");
          line.append(link, ` · ${one.symbol} · ${day} · ${one.title}`);
          return line;
        }),
      );
  };
  fields.forEach((field) => field?.addEventListener("change", ask));
  let later;
  fields.forEach((field) =>
    field?.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(ask, 450);
    }),
  );
  if (watch.hidden) ask();
}

// ---- a hand scanner types a code and Enter: follow it from anywhere ----
const scanned = { text: "", at: 0 };
document.addEventListener("keypress", (event) => {
  if (inField(event.target) || !document.body.dataset.slips) return;
  const now = performance.now();
  if (now - scanned.at > 60) scanned.text = "";
  scanned.at = now;
  if (event.key !== "Enter") return (scanned.text += event.key);
  if (/^HS-\d{4}-\w+$/.test(scanned.text)) location.href = document.body.dataset.slips + scanned.text;
});
