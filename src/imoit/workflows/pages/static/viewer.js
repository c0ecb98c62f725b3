// Draws every page of a PDF into <div class="im-pdf" data-pdf="URL">.
// Without scripting what is inside the element stays: pictures of its pages, or a link.
// A telephone keeps the pictures and fetches neither the file nor the drawing library.
import { Finder, layer, linesOf } from "./textlayer.js";

const base = new URL(".", import.meta.url);
let library;
const pdfjs = () => (library ||= load());
const narrow = window.matchMedia("(max-width: 47.99rem)");
const ASSETS = {
  wasmUrl: new URL("pdfjs/wasm/", base).href,
  standardFontDataUrl: new URL("pdfjs/standard_fonts/", base).href,
};
const SHARP = Math.min(window.devicePixelRatio || 1, 2);
const STEP = 1.2;

async function load() {
  const found = await import("./pdfjs/pdf.min.mjs");
  found.GlobalWorkerOptions.workerSrc = new URL("pdfjs/pdf.worker.min.mjs", base).href;
  return found;
}

class Viewer {
  constructor(box) {
    this.box = box;
    this.zoom = 1;
    this.turn = 0;
    this.pages = [];
    this.bar = box.closest(".im-viewer, .im-doc__file, .im-read") || box.parentElement;
    this.bar.addEventListener("click", (event) => this.press(event));
    this.width = 0;
    new ResizeObserver(() => this.resize()).observe(box);
    const field = this.bar.querySelector("[data-find]");
    if (field) this.finder = new Finder(field, this);
    const count = Number(box.dataset.shots);
    if (count) this.tell(count);
    if (box.dataset.pdf && !(count && narrow.matches)) this.open(box.dataset.pdf);
  }

  open(source) {
    this.opening = this.opened(source);
    return this.opening;
  }

  async opened(source) {
    const wish = (this.wish = {});
    const words = this.box.dataset;
    if (!this.box.querySelector(".im-shot") || this.pages.length)
      this.box.replaceChildren(this.note(words.loading));
    this.box.setAttribute("aria-busy", "true");
    try {
      const options = typeof source === "string" ? { url: source } : source;
      const { getDocument } = await pdfjs();
      const task = getDocument({ ...options, ...ASSETS, withCredentials: true });
      const pdf = await task.promise;
      if (wish !== this.wish) return;
      this.pdf = pdf;
      this.pages = await Promise.all(
        Array.from({ length: pdf.numPages }, (_, n) => pdf.getPage(n + 1)),
      );
      this.lines = null;
      this.address = source === words.pdf ? words.text : "";
      this.tell(pdf.numPages);
      await this.draw();
    } catch (error) {
      if (wish === this.wish) this.box.replaceChildren(this.note(words.broken));
      console.warn(error);
    } finally {
      this.box.removeAttribute("aria-busy");
    }
  }

  note(text) {
    const note = document.createElement("p");
    note.className = "im-pdf__note";
    note.textContent = text || "";
    return note;
  }

  tell(count) {
    for (const place of this.bar.querySelectorAll("[data-pages]"))
      place.textContent = place.dataset.pages.replace("#", count);
  }

  resize() {
    const width = this.box.clientWidth;
    if (!this.pages.length || Math.abs(width - this.width) < 24) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.draw(), 120);
  }

  async draw() {
    this.width = this.box.clientWidth;
    const wish = (this.drawing = {});
    const sheets = this.pages.map((page) => this.sheet(page));
    this.box.replaceChildren(...sheets);
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting || wish !== this.drawing) continue;
          seen.unobserve(target);
          this.paint(this.pages[sheets.indexOf(target)], target);
        }
      },
      { rootMargin: "600px" },
    );
    sheets.forEach((sheet) => seen.observe(sheet));
    this.letters = this.lay(sheets, wish);
  }

  // Lay the words over the pages; a page that was turned by hand has none.
  async lay(sheets, wish) {
    if (this.turn) return;
    this.lines ||= linesOf(this.pages, this.address);
    const lines = await this.lines;
    if (wish !== this.drawing) return;
    sheets.forEach((sheet, at) => {
      if (!lines[at]?.length) return;
      const { width, height } = this.view(this.pages[at]);
      sheet.setAttribute("role", "group");
      sheet.append(layer(lines[at], width, height));
    });
    if (this.finder?.looked) this.finder.mark();
  }

  // Wait until there are words to be found; a telephone opens the file for them.
  async ready() {
    await (this.opening || (this.box.dataset.pdf && this.open(this.box.dataset.pdf)));
    await this.letters;
  }

  view(page) {
    const rotation = (page.rotate + this.turn) % 360;
    const natural = page.getViewport({ scale: 1, rotation });
    const room = Math.min(this.width || 600, 900);
    return page.getViewport({ scale: (room / natural.width) * this.zoom, rotation });
  }

  sheet(page) {
    const view = this.view(page);
    const sheet = document.createElement("div");
    sheet.className = "im-page im-pdf__page";
    sheet.style.width = `${Math.floor(view.width)}px`;
    sheet.style.height = `${Math.floor(view.height)}px`;
    const words = (this.box.dataset.page || "# / ##").replace("##", this.pages.length);
    sheet.id = `trang-${page.pageNumber}`;
    sheet.setAttribute("role", "img");
    sheet.setAttribute("aria-label", words.replace("#", page.pageNumber));
    return sheet;
  }

  async paint(page, sheet) {
    const view = this.view(page);
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(view.width * SHARP);
    canvas.height = Math.floor(view.height * SHARP);
    sheet.prepend(canvas);
    const transform = SHARP === 1 ? null : [SHARP, 0, 0, SHARP, 0, 0];
    // Annotations are drawn too: seals and signatures are annotations.
    await page.render({ canvas, viewport: view, transform }).promise;
    sheet.dataset.drawn = "";
  }

  press(event) {
    if (!this.box.isConnected) return;
    const act = event.target.closest("[data-view]")?.dataset.view;
    if (act) this.act(act);
  }

  async act(name) {
    if (!this.opening && this.box.dataset.pdf) await this.open(this.box.dataset.pdf);
    if (!this.pages.length) return;
    if (name === "in") this.zoom = Math.min(this.zoom * STEP, 4);
    if (name === "out") this.zoom = Math.max(this.zoom / STEP, 0.4);
    if (name === "turn") this.turn = (this.turn + 90) % 360;
    this.draw();
  }
}

const viewers = [...document.querySelectorAll(".im-pdf")].map((box) => {
  const viewer = new Viewer(box);
  box.viewer = viewer;
  return viewer;
});

// A pane that was fetched later brings a box of its own.
document.addEventListener("imoit:pdf", ({ detail }) => {
  detail.viewer = new Viewer(detail);
});

// A part of a page that came later, such as the reading pane of the desk.
document.addEventListener("imoit:pdf", ({ detail: box }) => {
  if (!box.viewer) box.viewer = new Viewer(box);
  viewers[0] = box.viewer;
});

for (const field of document.querySelectorAll("input[type=file][data-preview]"))
  field.addEventListener("change", () => show(field));

function show(field) {
  const [file] = field.files;
  const viewer = document.querySelector(field.dataset.preview)?.viewer;
  if (!file || !viewer) return;
  const place = document.querySelector("[data-file-name]");
  if (place) place.textContent = file.name;
  document.body.classList.add("has-file");
  if (/\.pdf$/i.test(file.name)) viewer.open(URL.createObjectURL(file));
  else viewer.box.replaceChildren(viewer.note(viewer.box.dataset.nopreview));
}

document.addEventListener("keydown", (event) => {
  const [viewer] = viewers;
  if (!viewer || !event.altKey || event.ctrlKey || event.key.toLowerCase() !== "r") return;
  event.preventDefault();
  viewer.act("turn");
});
