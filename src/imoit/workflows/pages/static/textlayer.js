// The words of a page, laid unseen over its picture: to be selected, heard and found.
// They come from the site, which has read scans too; else from the file itself.
const MOST = 60; // pages that are asked for their own words
const measure = document.createElement("canvas").getContext("2d");

const MARKS = /[\u0300-\u036f]/g;
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("đ", "d");

// Returns for each page its lines, each a list of words: text, left, top, right, bottom
// in fractions of the page.
export async function linesOf(pages, address) {
  let known = {};
  try {
    if (address) known = await (await fetch(address)).json();
  } catch (error) {
    console.warn(error);
  }
  const wait = pages.map(async (page, at) => {
    const lines = known[page.pageNumber] || [];
    return lines.length || at >= MOST ? lines : ownLines(page).catch(() => []);
  });
  return Promise.all(wait);
}

async function ownLines(page) {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const lines = [[]];
  for (const { str, transform, width, height, hasEOL } of items) {
    const [x, y] = transform.slice(4);
    const corners = [x, y - height / 4, x + width, y + height];
    const [a, b, c, d] = view.convertToViewportRectangle(corners);
    const across = [a / view.width, c / view.width].sort((one, two) => one - two);
    const down = [b / view.height, d / view.height].sort((one, two) => one - two);
    if (str.trim()) lines.at(-1).push([str, across[0], down[0], across[1], down[1]]);
    if (hasEOL) lines.push([]);
  }
  return lines.filter((line) => line.length);
}

export function layer(lines, width, height) {
  const made = document.createElement("div");
  made.className = "im-pdf__text";
  for (const words of lines) {
    const line = document.createElement("p");
    words.forEach((word, at) => {
      line.append(laid(word, width, height), at < words.length - 1 ? " " : "");
    });
    made.append(line);
  }
  return made;
}

function laid([text, left, top, right, bottom], width, height) {
  const made = document.createElement("span");
  const size = Math.max((bottom - top) * height * 0.86, 4);
  measure.font = `${size}px sans-serif`;
  const wide = measure.measureText(text).width || 1;
  made.textContent = text;
  made.style.cssText =
    `left:${left * 100}%;top:${top * 100}%;font-size:${size}px;` +
    `transform:scaleX(${((right - left) * width) / wide})`;
  return made;
}

// Marks what is looked for; accents and case do not count.
export class Finder {
  constructor(field, viewer) {
    this.field = field;
    this.viewer = viewer;
    this.said = field.parentElement.querySelector("[role=status]");
    this.at = -1;
    this.finds = [];
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      clearTimeout(this.timer);
      if (this.looked === field.value) this.go(event.shiftKey ? -1 : 1);
      else this.look();
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), 250);
  }

  async look() {
    this.looked = this.field.value;
    await this.viewer.ready();
    this.mark();
    this.go(1);
  }

  // Marks anew; also after the pages were drawn in another size.
  mark() {
    const wanted = fold(this.field.value.trim());
    const { box } = this.viewer;
    for (const word of box.querySelectorAll(".is-found"))
      word.classList.remove("is-found", "is-here");
    this.finds = [];
    this.at = -1;
    if (wanted)
      for (const line of box.querySelectorAll(".im-pdf__text p"))
        this.finds.push(...foundIn(line, wanted));
    for (const word of this.finds.flat()) word.classList.add("is-found");
    this.tell();
  }

  go(step) {
    const count = this.finds.length;
    if (!count) return;
    for (const word of this.finds[this.at] || []) word.classList.remove("is-here");
    this.at = (this.at + step + count) % count;
    for (const word of this.finds[this.at]) word.classList.add("is-here");
    this.finds[this.at][0].scrollIntoView({ block: "center" });
    this.tell();
  }

  tell() {
    const { find } = this.field.dataset;
    this.said.textContent = this.field.value.trim()
      ? find.replace("##", this.finds.length).replace("#", this.at + 1)
      : "";
  }
}

// Returns the words of each place of a line where something stands.
function foundIn(line, wanted) {
  let text = "";
  const words = [...line.children].map((element) => {
    const from = text.length;
    text += fold(element.textContent);
    const word = { element, from, to: text.length };
    text += " ";
    return word;
  });
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const hit = words.filter((word) => word.from < end && word.to > at);
    if (hit.length) found.push(hit.map((word) => word.element));
  }
  return found;
}
