// The clerk's form, sent without leaving the page: a refusal loses neither file nor text.
const form = document.querySelector("#vao-so");

form.addEventListener("submit", async (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  form.setAttribute("aria-busy", "true");
  document.querySelector(".im-messages")?.remove();
  form.querySelector("[data-not-sent]").hidden = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
    });
    if ((answer.headers.get("Content-Type") || "").startsWith("application/json"))
      return leave((await answer.json()).go);
    if (answer.redirected) return notSent(form.dataset.loggedOut);
    refused(await answer.text());
  } catch {
    notSent();
  } finally {
    form.removeAttribute("aria-busy");
  }
});

// Nothing is lost: what was typed stays on the page, and the sentence says what to do.
function notSent(why) {
  delete form.dataset.sent;
  const note = form.querySelector("[data-not-sent]");
  if (why) note.querySelector("[data-why]").textContent = why;
  note.hidden = false;
  note.focus();
}

function leave(url) {
  forget();
  const there = new URL(url, location.href);
  if (there.href === location.href) location.reload();
  else location.assign(there.href);
}

// Takes over notes and sentences from the refused page; what stands in fields stays.
function refused(html) {
  delete form.dataset.sent;
  const page = new DOMParser().parseFromString(html, "text/html");
  const answer = page.querySelector("#vao-so");
  if (!answer) {
    document.open();
    document.write(html);
    return document.close();
  }
  form.querySelectorAll(".im-formerror, .invalid-feedback").forEach((old) => old.remove());
  document.querySelectorAll(".im-viewer .invalid-feedback").forEach((old) => old.remove());
  form.querySelectorAll(".is-invalid").forEach((old) => mark(old, false));
  if (answer.dataset.gate) forget();
  const token = answer.querySelector("[name=_authenticator]");
  if (token) form.querySelector("[name=_authenticator]").value = token.value;
  page.querySelectorAll(".invalid-feedback").forEach(place);
  twins(answer.querySelector("[data-duplicates]"));
  const note = answer.querySelector(".im-formerror");
  if (note) form.querySelector(".im-pane__scroll").prepend(note);
  const first = form.querySelector(".is-invalid");
  (note || first)?.focus();
  if (note) note.scrollIntoView({ block: "nearest" });
}

function place(sentence) {
  const name = sentence.id.slice(2);
  const field = document.getElementById(`f-${name}`);
  if (!field) return;
  mark(field, sentence.id);
  (field.closest("label, .im-row") || field).after(sentence);
}

function mark(field, id) {
  field.classList.toggle("is-invalid", !!id);
  if (id) field.setAttribute("aria-describedby", id);
  else field.removeAttribute("aria-describedby");
}

function twins(found) {
  if (!found || found.hidden) return;
  const note = form.querySelector("[data-duplicates]");
  note.hidden = false;
  const lines = found.querySelectorAll("li");
  if (lines.length) note.querySelector("[data-found]").replaceChildren(...lines);
  note.querySelector("[name=confirm_duplicate]").focus();
  note.scrollIntoView({ block: "nearest" });
}

document.querySelector("[data-refuse]")?.addEventListener("click", (event) => {
  event.preventDefault();
  const box = document.querySelector("#tu-choi");
  box.open = true;
  box.querySelector("input").focus();
});

// Dates are typed as on paper: 12112026 or 12.11.2026 become 12/11/2026.
form.querySelectorAll("[name$=_date]").forEach((field) =>
  field.addEventListener("change", () => {
    const found = field.value.trim().match(/^(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})$/);
    if (found) field.value = `${found[1].padStart(2, "0")}/${found[2].padStart(2, "0")}/${found[3]}`;
  }),
);

// ---- what is typed outlives a reload of the page, in this tab only ----
const DRAFT = `imoit.draft.${location.pathname}`;
const typed = () =>
  [...form.querySelectorAll(".im-form :is(input, textarea, select), [name=reason]")].filter(
    (field) => field.name && field.type !== "file",
  );
const read = () =>
  Object.fromEntries(
    typed()
      .filter((field) => field.type !== "radio" || field.checked)
      .map((field) => [field.name, field.value]),
  );
const untouched = JSON.stringify(read());

function forget() {
  sessionStorage.removeItem(DRAFT);
  form.dataset.forgotten = "1";
}

form.addEventListener("input", () => {
  if (form.dataset.gate || form.dataset.forgotten) return;
  sessionStorage.setItem(DRAFT, JSON.stringify({ was: untouched, is: read() }));
});

(function restore() {
  const kept = JSON.parse(sessionStorage.getItem(DRAFT) || "null");
  const refusedBefore = form.querySelector(".im-formerror");
  if (!kept || refusedBefore) return;
  if (kept.was !== untouched) return sessionStorage.removeItem(DRAFT);
  for (const field of typed()) {
    if (!(field.name in kept.is)) continue;
    if (field.type === "radio") field.checked = field.value === kept.is[field.name];
    else field.value = kept.is[field.name];
  }
  form.querySelector("[data-restored]").hidden = false;
})();
form.querySelector("[data-forget]")?.addEventListener("click", () => {
  forget();
  location.reload();
});

// ---- too long for exchange: said while one types, never cut ----
form.querySelectorAll("[data-limit]").forEach((field) => {
  const limit = Number(field.dataset.limit);
  const note = document.createElement("span");
  note.className = "im-over";
  note.setAttribute("role", "status");
  field.after(note);
  const tell = () => {
    const length = field.value.trim().length;
    const said = form.dataset.over.replace("##", limit).replace("#", length);
    note.textContent = length > limit ? said : "";
  };
  field.addEventListener("input", tell);
  tell();
});

const empty = [...form.querySelectorAll(".im-form input, .im-form textarea, .im-form select")];
// What is folded away cannot take the focus.
const seen = (field) =>
  field.type !== "radio" &&
  field.getClientRects().length > 0 &&
  !field.closest("details:not([open]), .im-place");
empty.find((field) => !field.value && seen(field))?.focus();
