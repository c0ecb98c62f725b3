// What the pages of a letter propose for its form: value, how sure, the place on the page.
// Nothing that was typed is written over; nothing is saved here.
const form = document.querySelector("[data-letter-fields]");
const words = form.dataset;
const note = form.querySelector("[data-reading]");
const doubt = form.querySelector("[data-doubt]");
const file = document.querySelector("#f-file");
const touched = new Set();
const WAIT = 2000;
const LONGEST = 90;
const WIDTH = 300;
let asked = 0;

form.addEventListener("input", (event) => event.isTrusted && touched.add(event.target.name));
file?.addEventListener("change", () => file.files.length && look(file.files[0]));
if (words.stored) wait();

async function look(chosen) {
  const mine = (asked += 1);
  clear();
  say(words.readingNow);
  const data = new FormData();
  data.append("file", chosen);
  data.append("_authenticator", form.querySelector("[name=_authenticator]").value);
  try {
    const answer = await fetch(words.letterFields, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
    });
    const found = await answer.json();
    if (mine === asked) show(found);
  } catch {
    if (mine === asked) say(words.readingNot);
  }
}

async function wait(times = 0) {
  try {
    const found = await (await fetch(words.letterFields)).json();
    if (!["queued", "running"].includes(found.state)) return found.state === "read" && show(found);
    say(words.readingNow);
    if (times < LONGEST) setTimeout(() => wait(times + 1), WAIT);
    else say(words.readingNot);
  } catch {
    say("");
  }
}

function say(text, isError = false) {
  note.textContent = text || "";
  note.hidden = !text;
  note.classList.toggle("im-note--error", isError);
}

function show(found) {
  if (found.error) {
    if (/^R-/.test(found.code)) {
      file.value = "";
      document.querySelector("#xem-tep")?.replaceChildren();
      document.body.classList.remove("has-file");
    }
    return say(found.error, true);
  }
  doubt.hidden = !found.doubt;
  doubt.querySelector("[data-said]").textContent = found.doubt || "";
  const names = Object.keys(found.fields).filter((name) => fill(name, found.fields[name]));
  say(found.message || (names.length ? words.readingDone.replace("#", names.length) : words.readingNone));
  const weak = names.find((name) => found.fields[name].level === "doubtful");
  const first = weak ? fieldOf(weak) : form.querySelector("#f-secrecy");
  if (document.activeElement === document.body || document.activeElement === file) first?.focus();
}

const fieldOf = (name) => form.querySelector(`#f-${name}`);
const shown = (name, value) =>
  name === "issued_date" ? value.split("-").reverse().join("/") : value;

function fill(name, found) {
  if (name === "priority") return choose(found.value);
  const field = fieldOf(name);
  if (!field) return false;
  const value = shown(name, found.value);
  const free = !touched.has(name) && (!field.value || field.dataset.read === field.value || isProposed(field));
  if (free) put(field, value);
  hint(field, name, found, value);
  field.dataset.level = found.level;
  return true;
}

// What the letter before proposed, or the page itself, gives way to what stands on this one;
// what somebody wrote does not.
const own = new Set((words.own || "").split(" "));
const isProposed = (field) =>
  field.classList.contains("im-suggested") ||
  (field.defaultValue === field.value && !own.has(field.name));

// Where the clerk stands, the proposal is selected: what is typed next takes its place.
function put(field, value) {
  field.value = value;
  if (field === document.activeElement) field.select?.();
  field.dataset.read = value;
  field.classList.add("im-suggested");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function choose(value) {
  const radio = form.querySelector(`[name=priority][value="${value}"]`);
  if (!radio || touched.has("priority") || own.has("priority")) return false;
  radio.checked = true;
  return true;
}

function hint(field, name, found, value) {
  const line = document.createElement("div");
  line.className = `im-read-hint is-${found.level}`;
  line.id = `r-${name}`;
  if (found.box) line.append(crop(found));
  const sure = document.createElement("span");
  sure.textContent = words[`level${found.level[0].toUpperCase()}${found.level.slice(1)}`];
  line.append(sure);
  const others = field.value === value ? found.candidates : [found.value, ...found.candidates];
  for (const other of others) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "im-linkbutton";
    button.textContent = shown(name, other);
    button.addEventListener("click", () => {
      touched.delete(name);
      put(field, button.textContent);
      field.focus();
    });
    line.append(button);
  }
  document.getElementById(line.id)?.remove();
  (field.closest(".im-combo") || field).after(line);
}

// The piece of the page that was read, drawn by the viewer's own copy of the file.
function crop(found) {
  const canvas = document.createElement("canvas");
  canvas.className = "im-read-crop";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.crop);
  draw(canvas, found, 40);
  return canvas;
}

async function draw(canvas, found, tries) {
  const pdf = document.querySelector("#xem-tep")?.viewer?.pdf;
  if (!pdf) {
    if (tries) setTimeout(() => draw(canvas, found, tries - 1), 250);
    else canvas.remove();
    return;
  }
  const page = await pdf.getPage(Math.min(found.page, pdf.numPages));
  const whole = page.getViewport({ scale: 1 });
  const [x0, y0, x1, y1] = found.box;
  const edge = 0.006;
  const left = Math.max(0, x0 - edge) * whole.width;
  const top = Math.max(0, y0 - edge) * whole.height;
  const width = (x1 - x0 + 2 * edge) * whole.width;
  const height = (y1 - y0 + 2 * edge) * whole.height;
  const scale = Math.min(WIDTH / width, 1.6) * Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const viewport = page.getViewport({ scale, offsetX: -left * scale, offsetY: -top * scale });
  await page.render({ canvas, viewport }).promise;
}

function clear() {
  form.querySelectorAll(".im-read-hint").forEach((old) => old.remove());
  form.querySelectorAll("[data-read]").forEach((field) => {
    const isUntouched = field.value === field.dataset.read;
    delete field.dataset.read;
    delete field.dataset.level;
    if (!isUntouched) return;
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  doubt.hidden = true;
  doubt.querySelector("input").checked = false;
}
