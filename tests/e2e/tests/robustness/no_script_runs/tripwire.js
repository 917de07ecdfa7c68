// Stands in the page before its own scripts, and notes in `tripped` whatever runs, is written or is asked for that
// nobody should: the tests' vectors call one of these, or ask for something from elsewhere.
{
  globalThis.tripped = [];
  const note = (what) => globalThis.tripped.push(String(what));
  for (const name of ["alert", "confirm", "prompt", "print", "open", "eval", "setImmediate"]) {
    globalThis[name] = (...given) => note(`${name}(${given})`);
  }
  for (const [owner, name] of [
    [Document.prototype, "write"],
    [Document.prototype, "writeln"],
    [Navigator.prototype, "sendBeacon"],
    [globalThis, "fetch"],
  ]) {
    const plain = owner[name];
    owner[name] = function (...given) {
      // The program asks for its own files.
      if (name !== "fetch" || new URL(given[0]?.url ?? given[0], location.href).origin !== location.origin) {
        note(`${name}(${given})`);
      }
      return plain.apply(this, given);
    };
  }
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    note(`policy: ${effectiveDirective} ${blockedURI} ${sample}`),
  );
  new ReportingObserver((reports) => reports.forEach(({ type, body }) => note(`report: ${type} ${body?.message}`)), {
    buffered: true,
  }).observe();
  addEventListener("message", ({ origin }) => note(`message from ${origin}`));

  // Elements that fetch or run something, and attributes that do. The program's own are there when it starts.
  const foreign =
    "iframe, frame, object, embed, applet, img, video, audio, source, picture, base, form, style, math, svg, template, meta[http-equiv=refresh], script:not([type=module]), link[rel=import], portal";
  const look = (element) => {
    if (element.nodeType !== Node.ELEMENT_NODE) return;
    if (element.matches(foreign)) note(`element: ${element.outerHTML.slice(0, 80)}`);
    for (const { name, value } of element.attributes) {
      const leads = /^(href|src|srcdoc|action|formaction|data|xlink:href|poster|background)$/.test(name);
      if (/^on/.test(name) || (leads && !/^(\.\/|blob:|data:,|#|javascript:void)/.test(value))) {
        note(`attribute: ${name}=${value.slice(0, 80)}`);
      }
    }
    for (const child of element.children) look(child);
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "attributes") look(target);
        addedNodes.forEach(look);
      }
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
}
