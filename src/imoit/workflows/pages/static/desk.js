// The desk: a line that is chosen is read at the right, without a new page.
const desk = document.querySelector(".im-desk");
const pane = desk?.querySelector(".im-read");
const WIDE = matchMedia("(min-width: 48rem)");
let wish;

desk?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest(".im-item__what");
  if (link) {
    event.preventDefault();
    if (!WIDE.matches || link.closest(".is-read")) location.href = link.dataset.page;
    else read(link);
  }
  if (event.target.closest("[data-read]")) {
    event.preventDefault();
    read(desk.querySelector(".im-item.is-on .im-item__what"));
  }
});

// X takes the line one stands on into the selection: the one reached, else the one read.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("textarea, select, dialog, input:not([type=checkbox])")) return;
  if (event.repeat || localStorage.getItem("imoit.keys.off") === "1") return;
  const line = event.target.closest(".im-item") || desk?.querySelector(".im-item.is-on");
  line?.querySelector(":scope > input")?.click();
});

// Going through the list shows each letter, once one rests on it.
desk?.addEventListener("focusin", (event) => {
  const link = event.target.closest(".im-item__what");
  if (!link || !WIDE.matches || !link.matches(":focus-visible")) return;
  clearTimeout(wish);
  wish = setTimeout(() => link === document.activeElement && read(link), 350);
});

async function read(link) {
  const line = link.closest(".im-item");
  if (line.classList.contains("is-read")) return;
  mark(line, link);
  pane.setAttribute("aria-busy", "true");
  const answer = await fetch(pane.dataset.address + link.dataset.uid);
  pane.removeAttribute("aria-busy");
  if (!line.classList.contains("is-read")) return;
  if (!answer.ok || answer.redirected) {
    location.href = link.href;
    return;
  }
  pane.innerHTML = await answer.text();
  history.replaceState(null, "", link.href);
  const box = pane.querySelector(".im-pdf");
  if (box) document.dispatchEvent(new CustomEvent("imoit:pdf", { detail: box }));
}

function mark(line, link) {
  for (const other of desk.querySelectorAll(".im-item")) {
    other.classList.toggle("is-on", other === line);
    other.classList.toggle("is-read", other === line);
    other.querySelector(".im-item__what").removeAttribute("aria-current");
  }
  link.setAttribute("aria-current", "true");
}

// Who comes back finds the list where it was left; the line read last is in sight.
const SCROLLED = "imoit.desk.scrolled";
const SCROLLING = [".im-mid", ".im-list", ".im-boxes"];

function place() {
  const box = desk.querySelector(".im-boxes a[aria-current]")?.href;
  return box && `${box} ${desk.querySelector(".im-item__what")?.dataset.uid}`;
}

function keepScroll() {
  const tops = SCROLLING.map((name) => desk.querySelector(name)?.scrollTop || 0);
  const kept = { place: place(), tops, top: scrollY };
  sessionStorage.setItem(SCROLLED, JSON.stringify(kept));
}

function giveScroll() {
  const kept = JSON.parse(sessionStorage.getItem(SCROLLED) || "null");
  if (!kept || kept.place !== place()) return;
  history.scrollRestoration = "manual"; // the browser's own is some pixels off
  SCROLLING.forEach((name, at) => {
    const part = desk.querySelector(name);
    if (part) part.scrollTop = kept.tops[at];
  });
  if (!desk.classList.contains("is-reading")) scrollTo({ top: kept.top, behavior: "instant" });
}

if (desk) {
  giveScroll();
  addEventListener("pagehide", keepScroll);
  if (WIDE.matches)
    desk.querySelector(".is-on .im-item__what")?.scrollIntoView({ block: "nearest" });
}

// A selection: all at once; the button says how many.
const chosen = desk?.querySelector(".im-chosen");
const boxes = () => [...desk.querySelectorAll(".im-item > input")];

function count() {
  const on = boxes().filter((box) => box.checked).length;
  chosen.querySelector("[data-chosen]").textContent = on || "";
  const all = chosen.querySelector("[data-choose-all]");
  all.checked = on > 0 && on === boxes().length;
  all.indeterminate = on > 0 && !all.checked;
}

if (chosen) {
  desk.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      for (const box of boxes()) box.checked = event.target.checked;
    }
    count();
  });
  count();
}
