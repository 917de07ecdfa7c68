// What other programs do to the nodes of a page, in small. Pure functions of their arguments: what is drawn by lot comes
// in as numbers.

const textNodes = (root) => {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walk.nextNode()) nodes.push(walk.currentNode);
  return nodes;
};

const wordsOf = (root) => textNodes(root).filter((node) => node.data.trim());

const around = (name, ...children) => {
  const element = document.createElement(name);
  element.append(...children);
  return element;
};

/** A page translation: each text goes into two elements with other words, or has them behind it. */
export function translate(root, isBilingual) {
  for (const node of wordsOf(root)) {
    const translated = around("font", around("font", `Some ${node.length} characters in another language.`));
    if (isBilingual) node.after(translated);
    else node.replaceWith(translated);
  }
}

/** A highlighter: each text goes into an element as it is. */
export function wrapTexts(root) {
  for (const node of wordsOf(root)) node.replaceWith(around("mark", node.cloneNode()));
}

/** A reading aid: each text is cut into pieces, and the beginning of each stands out. */
export function wrapPieces(root, length) {
  for (const node of wordsOf(root)) {
    let rest = node;
    while (rest.length > length) {
      const piece = rest;
      rest = rest.splitText(length);
      const strong = around("b");
      piece.replaceWith(strong);
      strong.append(piece);
    }
  }
}

/** A pop-up dictionary: puts one stretch of the text into an element, across whatever lies there, and takes it out again. */
export function wrapStretch(root, from, to) {
  const range = document.createRange();
  range.setStart(...placeAt(root, from));
  range.setEnd(...placeAt(root, to));
  const word = around("span", range.extractContents());
  range.insertNode(word);
  return word;
}

export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** The place behind so many code units of the text below a node. */
function placeAt(root, units) {
  const nodes = textNodes(root);
  for (const node of nodes) {
    if (units <= node.length) return [node, units];
    units -= node.length;
  }
  return [root, root.childNodes.length];
}

const NAMES = ["font", "span", "mark", "b", "a"];

/** What may happen to a text node, or at it; `n` is drawn by lot. All but the last seven leave the words as they are. */
const DEEDS = [
  (node, n) => node.splitText(n % (node.length + 1)),
  (node, n) => node.splitText(n % (node.length + 1)),
  (node, n) => {
    const wrapper = around(NAMES[n % NAMES.length]);
    node.replaceWith(wrapper);
    wrapper.append(node);
  },
  (node, n, root) => {
    const foreign = [...root.querySelectorAll(":not([data-start], section)")];
    if (foreign.length) unwrap(foreign[n % foreign.length]);
  },
  (_, n, root) => {
    if (n % 4 === 0) root.normalize();
  },
  (node) => {
    const next = node.nextSibling;
    if (next?.nodeType !== Node.TEXT_NODE) return;
    node.appendData(next.data);
    next.remove();
  },
  (node) => node.before(document.createTextNode("")),
  (node) => node.after(document.createComment("marked")),
  (node, n) => {
    const range = document.createRange();
    range.setStart(node, n % (node.length + 1));
    range.setEndAfter(node);
    range.surroundContents(around("mark"));
  },
  (_, n, root) => {
    const from = n % root.textContent.length;
    wrapStretch(root, from, Math.min(from + 1 + (n % 40), root.textContent.length));
  },
  (node) => node.parentElement.closest("[data-start]")?.replaceWith(
    around("div", node.parentElement.closest("[data-start]").cloneNode(true)),
  ),
  (node) => node.replaceWith(around("font", around("font", "other words"))),
  (node) => node.after(around("font", "other words")),
  (node, n) => node.deleteData(n % (node.length + 1), 2),
  (node) => node.parentElement.closest("[data-start]")?.after(around("p", "other words")),
  (node) => node.parentElement.closest("[data-start]")?.remove(),
  (node) => {
    const block = node.parentElement.closest("[data-start]");
    block?.after(block.cloneNode(true));
  },
  (node, n, root) => {
    const section = node.parentElement.closest("section");
    if (section && n % 2) section.remove();
    else if (section) root.append(section);
  },
];

export const deeds = () => DEEDS.length;

/** Does one of them at a text node that is drawn by lot. */
export function disturb(root, deed, which, n) {
  const nodes = wordsOf(root);
  if (nodes.length) DEEDS[deed](nodes[which % nodes.length], n, root);
}

/** Selects from one text node to another, both drawn by lot, as a pointer may: never within a character. */
export function selectSomething(root, numbers) {
  const nodes = textNodes(root);
  const place = (which, n) => {
    const node = nodes[which % nodes.length];
    const before = document.createRange();
    before.setStart(root, 0);
    for (let at = n % (node.length + 1); at > 0; at -= 1) {
      before.setEnd(node, at);
      if (!/[\ud800-\udbff]$/.test(before.toString())) return [node, at];
    }
    return null;
  };
  const [anchor, focus] = [place(numbers[0], numbers[1]), place(numbers[2], numbers[3])];
  getSelection().removeAllRanges();
  if (!anchor || !focus) return "";
  getSelection().setBaseAndExtent(...anchor, ...focus);
  return getSelection().getRangeAt(0).toString();
}
