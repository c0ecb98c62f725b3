// The pages of a stack of letters: where each begins, and what belongs to none.
export class Stack {
  constructor(found, words) {
    this.words = words;
    this.element = document.createElement("li");
    this.element.className = "im-stack-plan";
    this.title = document.createElement("p");
    this.title.tabIndex = -1;
    this.title.setAttribute("role", "status");
    const sheets = document.createElement("ol");
    this.pages = found.pages.map((page) => this.sheet(page));
    sheets.append(...this.pages.map((page) => page.element));
    this.element.append(this.title, sheets);
    if (!found.reads_codes) this.element.prepend(text("p", words.blind, "im-note"));
    sheets.addEventListener("change", () => this.renew());
    this.renew();
  }

  sheet(page) {
    const element = document.createElement("li");
    const image = document.createElement("img");
    const name = this.words.page.replace("#", page.number);
    image.src = page.thumbnail;
    image.alt = page.separator ? this.words.separator : name;
    const begins = check(this.words.begins, page.begins, name);
    const out = check(this.words.leave, page.left_out, name);
    element.append(text("b", "", "im-stack-plan__letter"), image);
    element.append(text("span", page.separator ? this.words.separator : name, "im-hint"));
    element.append(begins, out);
    return { number: page.number, element, begins: box(begins), out: box(out) };
  }

  renew() {
    let letters = 0;
    let wants = true;
    for (const page of this.pages) {
      const kept = !page.out.checked;
      wants = wants || page.begins.checked;
      const starts = kept && wants;
      if (starts) letters += 1;
      if (kept) wants = false;
      page.element.className = kept ? (starts ? "is-first" : "is-next") : "is-out";
      page.element.firstChild.textContent = starts
        ? this.words.letter.replace("#", letters)
        : "";
    }
    this.title.textContent = this.words.letters.replace("#", letters);
  }

  plan() {
    const numbers = (name) =>
      this.pages.filter((page) => page[name].checked).map((page) => page.number);
    const begins = numbers("begins");
    return [
      ["begins", (begins.length ? begins : [1]).join(",")],
      ["left_out", numbers("out").join(",")],
    ];
  }

  focus() {
    this.title.focus();
  }

  remove() {
    this.element.remove();
  }
}

function text(kind, words, css) {
  const made = document.createElement(kind);
  made.textContent = words;
  made.className = css;
  return made;
}

function check(words, checked, page) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "checkbox";
  input.checked = checked;
  input.setAttribute("aria-label", `${page}: ${words}`);
  label.append(input, ` ${words}`);
  return label;
}

const box = (label) => label.querySelector("input");
