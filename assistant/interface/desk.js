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
      if (target) show(target);
    }
    if (event.target.closest("summary")) kept = "";
    const button = event.target.closest("button.pd-copy");
    if (button) copy(button);
  });

  // Saves a file that the server hands over without keeping it.
  window.pdSave = (file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

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
  }).observe(document.documentElement, {
    attributeFilter: ["open"], attributes: true, childList: true, subtree: true,
  });

  // Gradio words its upload box in the browser's language; ours is the interface's.
  window.pdSpeak = (code) => {
    const hint = window.pdHints[code];
    document.documentElement.style.setProperty("--pd-upload-hint", JSON.stringify(hint));
    document.querySelector("#pd-upload button")?.setAttribute("aria-label", hint);
  };
})();
