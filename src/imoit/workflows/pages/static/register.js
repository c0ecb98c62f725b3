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
    refused(await answer.text());
  } catch {
    delete form.dataset.sent;
    const note = form.querySelector("[data-not-sent]");
    note.hidden = false;
    note.focus();
  } finally {
    form.removeAttribute("aria-busy");
  }
});

function leave(url) {
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

const empty = [...form.querySelectorAll(".im-form input, .im-form textarea, .im-form select")];
empty.find((field) => !field.value && field.type !== "radio")?.focus();
