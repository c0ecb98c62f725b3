// Several scans at once: each file is sent on its own and says what became of it.
// A stack shows its pages first: where each letter begins is seen before it is cut.
import { Stack } from "./stack.js";

const FILES = "Files";

document.querySelectorAll("form[data-scans]").forEach((form) => {
  const field = form.querySelector("[name=scans]");
  const lines = form.querySelector("[data-lines]");
  const first = form.querySelector("[data-first-letter]");
  const progress = form.querySelector("[data-progress]");
  const rows = new Map();
  const stacks = new Map();
  const cuts = form.querySelector("[data-stack]");
  // Dropped on its zone (the form, or the part of the page around it), the form opens.
  const zone = form.closest("[data-scans-zone]") || form;
  const box = form.closest("details");

  zone.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes(FILES)) return;
    event.preventDefault();
    zone.classList.add("is-over");
    if (box) box.open = true;
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("is-over");
    form.take(event.dataTransfer.files);
  });

  // Here the key belongs to this form, wherever it stands on the page.
  form.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  });

  form.take = (files) => {
    if (box) box.open = true;
    field.files = files;
    field.dispatchEvent(new Event("change"));
    form.querySelector("[name=secrecy]").focus();
  };

  field.addEventListener("change", () => {
    lines.replaceChildren();
    rows.clear();
    stacks.clear();
    for (const file of field.files) rows.set(file, row(file.name, form.dataset.waits));
    progress.textContent = "";
    if (first) first.hidden = true;
  });

  function row(name, text) {
    const line = document.createElement("li");
    const title = document.createElement("b");
    const said = document.createElement("span");
    title.textContent = name;
    said.textContent = text;
    line.append(title, " ", said);
    lines.append(line);
    return line;
  }

  cuts.addEventListener("change", () => {
    for (const stack of stacks.values()) stack.remove();
    stacks.clear();
  });

  const isStack = (file) => cuts.checked && /\.pdf$/i.test(file.name);

  // Show the pages of each stack that was not yet looked at; tell whether there was one.
  async function look() {
    const unseen = [...field.files].filter((file) => isStack(file) && !stacks.has(file));
    for (const file of unseen) {
      const line = rows.get(file) || row(file.name, "");
      rows.set(file, line);
      tell(line, cuts.dataset.looking, "");
      const data = new FormData(form);
      data.delete("scans");
      data.append("scans", file);
      const found = await fetched(cuts.dataset.stack, data);
      if (found.error) {
        tell(line, found.error, "is-wrong");
        continue;
      }
      const stack = new Stack(found, cuts.dataset);
      stacks.set(file, stack);
      tell(line, cuts.dataset.ready, "");
      line.after(stack.element);
      if (stacks.size === 1) stack.focus();
    }
    return unseen.length > 0;
  }

  async function fetched(url, data) {
    try {
      const answer = await fetch(url, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch" },
      });
      if ((answer.headers.get("Content-Type") || "").startsWith("application/json"))
        return await answer.json();
      return { error: answer.redirected ? form.dataset.loggedOut : form.dataset.lost };
    } catch {
      return { error: form.dataset.lost };
    }
  }

  form.addEventListener("submit", async (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    if (await look()) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      return;
    }
    const left = [...field.files];
    const kept = new DataTransfer();
    let done = 0;
    let last = "";
    for (const file of left) {
      const answer = await send(file);
      if (!answer.ok) kept.items.add(file);
      last = answer.first || last;
      done += 1;
      progress.textContent = progress.dataset.progress
        .replace("##", left.length)
        .replace("#", done);
    }
    // Those that did not get in stay chosen: pressing again sends only them.
    field.files = kept.files;
    const names = [...kept.files];
    const old = [...rows.entries()].filter(([file]) => left.includes(file));
    rows.clear();
    let at = 0;
    for (const [file, line] of old)
      if (names.some((one) => one.name === file.name && one.size === file.size))
        rows.set(names[at++], line);
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    if (first && last) {
      const link = first.querySelector("a");
      link.href = last;
      first.hidden = false;
      if (!kept.files.length) link.focus();
    }
  });

  async function send(file) {
    const line = rows.get(file) || row(file.name, "");
    const stack = stacks.get(file);
    rows.set(file, line);
    tell(line, form.dataset.fetched, "");
    const data = new FormData(form);
    data.delete("scans");
    data.append("scans", file);
    if (stack) for (const [name, value] of stack.plan()) data.append(name, value);
    const said = await fetched(form.action, data);
    if (said.error) {
      tell(line, said.error, "is-wrong");
      return { ok: false };
    }
    const [one, ...others] = said.lines;
    if (stack) {
      stack.remove();
      stacks.delete(file);
    }
    line.firstChild.textContent = one.name || file.name;
    tell(line, one.text, one.ok ? "is-ok" : "is-wrong", one.url);
    let last = line;
    for (const other of others) {
      const below = row(other.name, "");
      tell(below, other.text, other.ok ? "is-ok" : "is-wrong", other.url);
      last.after(below);
      last = below;
    }
    // What got in is not sent again: of a stack a part stays out with its reason.
    return { ok: said.lines.some((found) => found.ok), first: said.first };
  }

  function tell(line, text, css, url) {
    line.className = css;
    const said = document.createElement(url ? "a" : "span");
    if (url) said.href = url;
    said.textContent = text;
    line.lastChild.replaceWith(said);
  }
});
