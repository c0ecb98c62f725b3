// Suggests agencies for the line one types in: a name or code on each line.
const HEAD = { Accept: "application/json" };

document.querySelectorAll("textarea[data-outside]").forEach((field) => {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  let found = [];
  let at = 0;
  let asked = "";
  let later;
  box.className = "im-combo";
  list.className = "im-suggest";
  list.id = `${field.id}-l`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  field.before(box);
  box.append(field, list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(ask, 120);
  });
  field.addEventListener("blur", () => setTimeout(shut, 150));
  field.addEventListener("keydown", key);

  // The line under the caret: where it begins and ends, and what it says.
  function line() {
    const caret = field.selectionStart;
    const begin = field.value.lastIndexOf("\n", caret - 1) + 1;
    const next = field.value.indexOf("\n", caret);
    const end = next < 0 ? field.value.length : next;
    return { begin, end, text: field.value.slice(begin, end).trim() };
  }

  async function ask() {
    const { text } = line();
    asked = text;
    if (text.length < 2) return offer([]);
    const query = new URLSearchParams({ q: text, b_size: 8 });
    try {
      const answer = await fetch(`${field.dataset.outside}?${query}`, { headers: HEAD });
      if (answer.ok && asked === text) offer((await answer.json()).items);
    } catch {
      offer([]);
    }
  }

  function offer(items) {
    found = items.filter((item) => item.name !== line().text);
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length || document.activeElement !== field;
    mark(0);
  }

  function option(item, n) {
    const entry = document.createElement("li");
    entry.id = `${list.id}-${n}`;
    entry.setAttribute("role", "option");
    entry.textContent = item.name;
    entry.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(item);
    });
    return entry;
  }

  function mark(n) {
    at = n;
    [...list.children].forEach((entry, place) => {
      entry.classList.toggle("is-active", place === n);
      entry.setAttribute("aria-selected", String(place === n));
    });
    if (list.hidden) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[n].id);
  }

  function choose(item) {
    const { begin, end } = line();
    clearTimeout(later);
    field.setRangeText(item.name, begin, end, "end");
    asked = item.name;
    shut();
  }

  function shut() {
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  // Without a suggestion Enter begins the next line, as everywhere.
  function key(event) {
    if (list.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const way = event.key === "ArrowDown" ? 1 : -1;
      mark((at + way + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      shut();
    }
  }
});
