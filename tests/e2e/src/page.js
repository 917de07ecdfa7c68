// What the tests ask the page. Offsets that leave this file are code points in the text of the document.

const points = (string) => [...string].length;

/** Where the text stands; nothing else does. */
const whole = () => document.querySelector("[data-text]");
const text = () => whole().textContent;

/** The blocks of the text with the UTF-16 offset where each begins, which must be the code point that it says. */
function blocks() {
  const all = [...text()];
  return [...document.querySelectorAll("[data-text] [data-start]")].map((block) => {
    const start = Number(block.dataset.start);
    const words = block.textContent;
    const there = all.slice(start, start + points(words)).join("");
    if (there !== words) throw new Error(`data-start=${start} is ${there} and not ${words}`);
    return { block, words, start: all.slice(0, start).join("").length };
  });
}

/** The code point at a place in the DOM. */
function offset(container, at) {
  const before = document.createRange();
  before.setStart(whole(), 0);
  before.setEnd(container, at);
  return points(before.toString());
}

function painted() {
  const all = [...text()];
  const found = [];
  for (const [name, highlight] of CSS.highlights ?? []) {
    for (const range of highlight) {
      const start = offset(range.startContainer, range.startOffset);
      const end = offset(range.endContainer, range.endOffset);
      found.push({ name, start, end, text: all.slice(start, end).join("") });
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end || (a.name < b.name ? -1 : 1));
}

function rows() {
  const all = [...document.querySelectorAll("[data-annotation]")];
  return all.map((row) => {
    const quote = row.querySelector("bdi")?.innerText ?? "";
    return { id: row.dataset.annotation, quote, text: row.innerText };
  });
}

/** The grapheme cluster at a UTF-16 offset of the text, as a Range. */
function cluster(at) {
  const here = blocks().find(({ words, start }) => start <= at && at < start + words.length);
  if (!here) throw new Error("what lies between blocks has no place on the screen");
  const found = new Intl.Segmenter().segment(here.words).containing(at - here.start);
  const range = document.createRange();
  range.setStart(...boundary(here.block, found.index));
  range.setEnd(...boundary(here.block, found.index + found.segment.length, true));
  return range;
}

/** A UTF-16 offset in a block as a place in one of its text nodes; at their border in the later one, or the earlier. */
function boundary(block, at, isEnd = false) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (at < node.length || (isEnd && at === node.length)) return [node, at];
    at -= node.length;
  }
  throw new Error("behind the block");
}

/** Where to press and where to release to select these words, after they were scrolled into sight. */
function ends(needle, nth) {
  const all = text();
  let at = -1;
  for (let n = 0; n <= nth; n += 1) {
    at = all.indexOf(needle, at + 1);
    if (at < 0) throw new Error(`the text has ${needle} ${n} times`);
  }
  const first = cluster(at);
  const last = cluster(at + needle.length - 1);
  const rectangles = () => [first.getClientRects()[0], [...last.getClientRects()].at(-1)];
  const margin = innerHeight / 6;
  const [above, below] = rectangles();
  if (above.top < margin || below.bottom > innerHeight - margin) {
    const middle = (above.top + below.bottom) / 2;
    scroller(first.startContainer.parentElement).scrollBy({ top: middle - innerHeight / 2, behavior: "instant" });
  }
  const [from, to] = rectangles();
  return [
    onText(...side(from, first.startContainer, first.startOffset, false), needle),
    onText(...side(to, last.endContainer, last.endOffset, true), needle),
  ];
}

/** The point in a character's rectangle that is nearest to a gap: before it at the left, and behind it at the right, unless
 * the character runs to the left. */
function side({ left, right, top, width, height }, node, at, isEnd) {
  const middle = top + height / 2;
  const sides = [left + width / 10, right - width / 10];
  if (isEnd) sides.reverse();
  const isNear = (x) => {
    const gap = document.caretPositionFromPoint(x, middle);
    return gap?.offsetNode === node && gap.offset === at;
  };
  return [sides.find(isNear) ?? sides[0], middle];
}

function scroller(element) {
  for (let box = element; box; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight) return box;
  }
  return document.scrollingElement;
}

function onText(x, y, needle) {
  const there = document.elementFromPoint(x, y);
  if (!there?.closest("[data-text]")) {
    throw new Error(`${needle} is out of sight or covered by ${there?.cloneNode().outerHTML ?? "nothing"}`);
  }
  return { x, y };
}

/** The elements that have a role by themselves. */
const ROLES = {
  button: "button:not([role])",
  textbox: "textarea, input:not([type]), input[type=text]",
  dialog: "dialog",
};

/** The middle of the one element that is shown with this role and name; null where there is none or several. */
function named(selector, role, name) {
  const inside = document.querySelector(selector)?.querySelectorAll(`${ROLES[role] ?? "none"}, [role=${role}]`);
  const found = [...(inside ?? [])].filter((one) => one.checkVisibility() && nameOf(one) === name);
  return found.length === 1 ? middle(found[0]) : null;
}

/** Its label, or its words without what is hidden from a screen reader. */
function nameOf(element) {
  if (element.ariaLabel) return element.ariaLabel;
  const heard = element.cloneNode(true);
  for (const hidden of heard.querySelectorAll("[aria-hidden=true]")) hidden.remove();
  return heard.textContent.trim();
}

/** The middle of an element that has a place, after it was scrolled into sight. */
function middle(element) {
  element?.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = element?.getBoundingClientRect();
  return box?.width ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null;
}

/** Fills the storage to the last character, and says how many went in. */
function fillStorage() {
  let filler = "";
  let piece = "x".repeat(1 << 20);
  while (piece) {
    try {
      localStorage.setItem("filler", filler + piece);
      filler += piece;
    } catch {
      piece = piece.slice(piece.length / 2 + 1);
    }
  }
  return filler.length;
}
