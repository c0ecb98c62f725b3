// The picker of agencies: asked for while one types, chosen by key or by hand.
const JSON_HEAD = { Accept: "application/json", "Content-Type": "application/json" };

document.querySelectorAll("input[data-agencies]").forEach((field) => {
  const code = field.form.elements.issuer_code;
  const list = document.createElement("ul");
  const box = document.createElement("div");
  const panel = field.form.querySelector("[data-new-agency]");
  let found = [];
  let at = 0;
  let asked = "";
  let later;
  let pending = null;
  box.className = "im-combo";
  list.className = "im-suggest";
  list.id = `${field.id}-l`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const focused = document.activeElement === field;
  field.before(box);
  box.append(field, list);
  if (focused) field.focus();
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    code.value = "";
    clearTimeout(later);
    later = setTimeout(() => (pending = ask()), 120);
  });
  field.addEventListener("blur", () => setTimeout(shut, 150));
  field.addEventListener("change", () => look());
  field.addEventListener("keydown", key);

  async function ask() {
    const text = field.value.trim();
    asked = text;
    if (text.length < 2) return offer([]);
    const query = new URLSearchParams({ q: text, b_size: 12 });
    try {
      const answer = await fetch(`${field.dataset.agencies}?${query}`, { headers: JSON_HEAD });
      if (answer.ok && asked === text) offer((await answer.json()).items);
    } catch {
      offer([]);
    }
  }

  function offer(items) {
    found = items;
    list.replaceChildren(
      ...items.map((item, n) => {
        const line = document.createElement("li");
        const name = document.createElement("span");
        line.id = `${list.id}-${n}`;
        line.setAttribute("role", "option");
        name.textContent = item.name;
        line.append(name);
        if (!item.organ_id.startsWith("x.")) {
          const small = document.createElement("small");
          small.textContent = ` ${item.organ_id}`;
          line.append(small);
        }
        line.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(item);
        });
        return line;
      }),
    );
    const open = items.length > 0 && document.activeElement === field;
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    mark(0);
  }

  function mark(n) {
    at = n;
    [...list.children].forEach((line, place) => {
      line.classList.toggle("is-active", place === n);
      line.setAttribute("aria-selected", String(place === n));
    });
    const line = list.children[n];
    if (!line) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  function choose(item) {
    field.value = item.name;
    asked = item.name;
    clearTimeout(later);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(later);
    code.value = item.organ_id;
    shut();
    if (panel) panel.hidden = true;
  }

  function shut() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  async function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      const way = event.key === "ArrowDown" ? 1 : -1;
      mark((at + way + found.length) % found.length);
    } else if (event.key === "Enter") {
      // What one has typed may still be on its way: Enter waits for the answer.
      event.preventDefault();
      if (asked !== field.value.trim()) {
        clearTimeout(later);
        pending = ask();
      }
      await pending;
      if (!list.hidden && found[at]) choose(found[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      shut();
    }
  }

  // ---- an agency that nobody has met yet ----
  async function look() {
    const name = field.value.trim();
    if (!panel || name.length < 2 || code.value) return panel && (panel.hidden = true);
    const query = new URLSearchParams({ q: name, b_size: 100 });
    const answer = await fetch(`${field.dataset.agencies}?${query}`, { headers: JSON_HEAD });
    if (!answer.ok || field.value.trim() !== name || code.value) return;
    const fold = (text) => text.toLocaleLowerCase("vi").normalize("NFC");
    const same = (await answer.json()).items.find((one) => fold(one.name) === fold(name));
    panel.hidden = !!same;
    panel.querySelector("[data-panel]").hidden = true;
    if (same) code.value = same.organ_id;
  }

  panel?.querySelector("[data-open]").addEventListener("click", async () => {
    panel.querySelector("[data-panel]").hidden = false;
    panel.querySelector("#f-organ_id").focus();
    const query = new URLSearchParams({ q: field.value.trim() });
    const answer = await fetch(`${field.dataset.similar}?${query}`, { headers: JSON_HEAD });
    if (answer.ok) alike((await answer.json()).items);
  });

  function alike(items) {
    const place = panel.querySelector("[data-alike]");
    place.querySelectorAll("button").forEach((old) => old.remove());
    place.hidden = !items.length;
    for (const item of items) {
      const take = document.createElement("button");
      take.type = "button";
      take.className = "im-linkbutton";
      take.textContent = item.name;
      take.addEventListener("click", () => {
        choose(item);
        field.focus();
      });
      place.append(" ", take);
    }
  }

  panel?.querySelector("[data-add-agency]").addEventListener("click", add);
  panel?.querySelector("#f-organ_id").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault();
    add();
  });

  async function add() {
    const said = panel.querySelector("[data-said]");
    const body = {
      name: field.value.trim(),
      organ_id: panel.querySelector("#f-organ_id").value.trim(),
      confirm_similar: true,
    };
    const answer = await fetch(field.dataset.agencies, {
      method: "POST",
      headers: JSON_HEAD,
      body: JSON.stringify(body),
    });
    const content = await answer.json();
    said.textContent = answer.ok ? "" : content.message;
    said.style.display = answer.ok ? "" : "block";
    if (!answer.ok) return;
    choose(content);
    field.form.querySelector("#f-symbol")?.focus();
  }
});
