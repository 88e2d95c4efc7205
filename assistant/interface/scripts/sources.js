// Citation marks, copying and scrolling; everything else is Gradio's.
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // Id of the source last gone to: a redraw folds earlier turns, and this one must stay open.
  let kept = "";

  function show(target) {
    kept = target.id;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
    target.focus({ preventScroll: true });
    target.classList.remove("pd-flash");
    void target.offsetWidth; // restarts the animation
    target.classList.add("pd-flash");
  }

  // Originals that are open, by the id of their card: a redraw of the sources empties their places.
  const opened = new Map();

  function fill(card, entry) {
    const slot = card.querySelector(".pd-original");
    slot.hidden = false;
    slot.innerHTML = entry.html || `<p class="pd-quiet" role="status"></p>`;
    if (!entry.html) slot.firstChild.textContent = slot.dataset.wait;
    slot.setAttribute("aria-busy", String(!entry.html));
    card.classList.toggle("pd-around-shown", !!slot.querySelector(":scope > .pd-around"));
    const button = card.querySelector(".pd-open");
    if (button.getAttribute("aria-expanded") === "false") {
      button.dataset.open = button.textContent;
      button.textContent = button.dataset.close;
      button.setAttribute("aria-expanded", "true");
    }
    reveal(slot);
  }

  // Scrolls the frame, never the window, to the first of the marked words.
  function reveal(slot) {
    const frame = slot.querySelector(".pd-frame, :scope > .pd-around");
    if (!frame) return;
    const marks = [...frame.querySelectorAll(".pd-box, mark")].map((m) => m.getBoundingClientRect());
    if (!marks.length) {
      frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // the margins are to spare
      return;
    }
    const here = frame.getBoundingClientRect();
    frame.scrollTop += marks[0].top - here.top - frame.clientHeight / 4;
    frame.scrollLeft += Math.min(...marks.map((mark) => mark.left)) - here.left - 24;
  }

  async function open(card, page) {
    const slot = card.querySelector(".pd-original");
    if (!slot) return;
    const known = opened.get(card.id);
    if (!page && known?.src === slot.dataset.src && known.html && !known.failed) {
      if (slot.hidden) fill(card, known);
      return;
    }
    const entry = { src: slot.dataset.src, html: known?.src === slot.dataset.src ? known.html : "" };
    opened.set(card.id, entry);
    if (!entry.html) fill(card, entry);
    const url = new URL(slot.dataset.src, document.baseURI);
    if (page) url.searchParams.set("page", page);
    let html;
    try {
      html = await (await fetch(url)).text();
    } catch {
      entry.failed = true;
      const line = document.createElement("p");
      line.className = "pd-notice pd-bad";
      line.setAttribute("role", "status");
      line.textContent = slot.dataset.failed;
      html = line.outerHTML;
    }
    if (opened.get(card.id) !== entry) return; // closed meanwhile, or another page was asked for
    entry.html = html;
    const now = document.getElementById(card.id);
    if (now) fill(now, entry);
    return now;
  }

  function close(card) {
    opened.delete(card.id);
    const slot = card.querySelector(".pd-original");
    slot.hidden = true;
    slot.textContent = "";
    card.classList.remove("pd-around-shown");
    const button = card.querySelector(".pd-open");
    button.textContent = button.dataset.open;
    button.setAttribute("aria-expanded", "false");
  }

  async function turn(button) {
    const card = button.closest(".pd-card");
    const way = ["pd-next", "pd-previous"].find((name) => button.classList.contains(name));
    const now = await open(card, button.dataset.page);
    const again = way && now?.querySelector(`.${way}:not(:disabled)`);
    (again || now?.querySelector(".pd-frame"))?.focus({ preventScroll: true });
  }

  function zoom(button) {
    const slot = button.closest(".pd-original");
    const large = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(large));
    slot.querySelector(".pd-sheet").classList.toggle("pd-large", large);
    reveal(slot);
  }

  function visit(target) {
    if (target.matches(".pd-card")) open(target);
    show(target);
  }

  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.pd-mark, a.pd-back");
    if (link) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      event.preventDefault();
      if (target) visit(target);
    }
    if (event.target.closest("summary")) kept = "";
    const button = event.target.closest("button.pd-copy");
    if (button) copy(button);
    if (event.target.closest(".pd-act-edit")) document.querySelector("#pd-question textarea").focus();
    const card = event.target.closest(".pd-card");
    if (event.target.closest(".pd-open")) opened.has(card.id) ? close(card) : open(card);
    const turned = event.target.closest(".pd-turn-page");
    if (turned) turn(turned);
    const zoomed = event.target.closest(".pd-zoom");
    if (zoomed) zoom(zoomed);
  });

  // Numbers open sources and arrows turn pages, but never while the reader is typing.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target;
    const types = at.matches("input, textarea, select, [contenteditable=true]");
    if (event.key === "Escape" && at.matches("#pd-question textarea")) at.blur();
    if (types) return;
    const slot = at.closest?.(".pd-original");
    const way = { ArrowLeft: ".pd-previous", ArrowRight: ".pd-next" }[event.key];
    if (slot && way && !slot.querySelector(".pd-large")) {
      event.preventDefault();
      slot.querySelector(`${way}:not(:disabled)`)?.click();
    }
    if (event.key === "Escape" && at.closest(".pd-card")) at.closest(".pd-card").querySelector(".pd-back")?.click();
    if (/^[1-9]$/.test(event.key)) {
      const turns = [...document.querySelectorAll(".pd-turn")].filter((t) => t.checkVisibility());
      const last = (at.closest(".pd-turn") || turns[turns.length - 1])?.id;
      const card = last && document.getElementById(`${last}-c${event.key}`);
      if (card) {
        event.preventDefault();
        visit(card);
      }
    }
  });

  // A new question scrolls into view once; while the answer grows the reader is left in peace.
  let latest = "";
  new MutationObserver(() => {
    const turns = document.querySelectorAll(".pd-turn");
    const id = turns.length ? turns[turns.length - 1].id : "";
    if (id && id !== latest) {
      turns[turns.length - 1].scrollIntoView({ block: "start" });
      kept = "";
    }
    latest = id;
    const folded = kept && document.getElementById(kept)?.closest("details:not([open])");
    if (folded) folded.open = true;
    for (const [id, entry] of opened) {
      const slot = document.getElementById(id)?.querySelector(".pd-original");
      if (!slot) continue;
      if (slot.dataset.src !== entry.src) opened.delete(id);
      else if (slot.hidden) fill(slot.closest(".pd-card"), entry);
    }
  }).observe(document.documentElement, {
    attributeFilter: ["open"], attributes: true, childList: true, subtree: true,
  });

  // Gradio words its upload boxes in the browser's language; ours are the interface's.
  window.pdSpeak = (code) => {
    for (const [box, hints] of Object.entries(window.pdHints)) {
      document.documentElement.style.setProperty(`--${box}-hint`, JSON.stringify(hints[code]));
      document.querySelector(`#${box} button`)?.setAttribute("aria-label", hints[code]);
    }
  };
})();
