// The page of a document: what is folded is fetched when it is first opened; Esc leads back.
(() => {
  const page = () => document.querySelector("#pd-document .pd-document");

  async function fetched(element, words) {
    const source = element.dataset.src;
    const failed = element.closest("[data-failed]").dataset.failed;
    const url = new URL(source, document.baseURI);
    if (words !== undefined) url.searchParams.set("words", words);
    try {
      return await (await fetch(url)).text();
    } catch {
      const line = document.createElement("p");
      line.className = "pd-notice pd-bad";
      line.setAttribute("role", "status");
      line.textContent = failed;
      return line.outerHTML;
    }
  }

  async function unfold(box) {
    const place = box.querySelector(":scope > .pd-fill");
    if (place.dataset.state) return;
    place.dataset.state = "wait";
    place.textContent = box.closest("[data-wait]").dataset.wait;
    place.setAttribute("aria-busy", "true");
    place.innerHTML = await fetched(box);
    place.removeAttribute("aria-busy");
  }

  async function more(button) {
    button.disabled = true;
    const html = await fetched(button);
    const added = document.createElement("div");
    added.innerHTML = html;
    const first = added.firstElementChild;
    button.replaceWith(...added.childNodes);
    first?.focus({ preventScroll: true });
  }

  async function find(form) {
    const place = form.parentElement.querySelector(".pd-found");
    const words = form.elements.words.value;
    place.setAttribute("aria-busy", "true");
    const html = await fetched(form, words);
    if (form.elements.words.value === words) place.innerHTML = html; // else a later search is under way
    place.removeAttribute("aria-busy");
  }

  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-src]") && event.target.open) unfold(event.target);
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.pd-more");
    if (button) more(button);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".pd-find")) return;
    event.preventDefault();
    find(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const shown = page();
    if (!shown?.offsetParent || !(shown.contains(event.target) || event.target === document.body)) return;
    const original = event.target.closest(".pd-card")?.querySelector(".pd-open[aria-expanded=true]");
    if (original) {
      original.click();
      original.focus();
    } else {
      shown.querySelector("[data-back]").click();
    }
  });

  // Puts the focus where a redraw has taken it from, once what is wanted is there.
  window.pdFocus = (selector, tries = 20) => {
    const wanted = [...document.querySelectorAll(selector)].find((found) => found.offsetParent);
    if (wanted) wanted.focus();
    else if (tries) setTimeout(() => window.pdFocus(selector, tries - 1), 50);
  };

  // The first of the documents that "show more" has brought.
  window.pdFocusNew = () => {
    const starts = document.querySelectorAll("#pd-library .pd-page-start .pd-title");
    starts[starts.length - 1]?.focus();
  };

  // What in the list a page was opened from; where it is gone, the top of the list.
  let last = "";
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener && !opener.closest("#pd-document")) last = opener.dataset.open;
  });
  window.pdFocusLast = (tries = 20) => {
    const found = [...document.querySelectorAll(`[data-open="${CSS.escape(last)}"]`)];
    const opener = found.find((button) => button.offsetParent && !button.closest("#pd-document"));
    if (opener) opener.focus();
    else if (tries) setTimeout(() => window.pdFocusLast(tries - 1), 50);
    else window.pdFocus(":is(#pd-library, #pd-catalogue-list) h2", 0);
  };
})();
