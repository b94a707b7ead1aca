// Reads the page aloud, paragraph by paragraph, only where the system has a Chinese voice.

const speech = window.speechSynthesis;
let reading = null;

function voice() {
  return speech?.getVoices().find((each) => /^(zh|cmn)/i.test(each.lang));
}

function stop(button) {
  speech.cancel();
  reading?.classList.remove("speaking");
  reading = null;
  button.setAttribute("aria-pressed", "false");
}

function read(button, paragraphs) {
  reading?.classList.remove("speaking");
  reading = paragraphs.shift() ?? null;
  if (!reading) return stop(button);
  const words = new SpeechSynthesisUtterance(reading.textContent.replace(/\s+/g, " "));
  words.voice = voice();
  words.lang = "zh-CN";
  words.rate = 0.9;
  words.onend = () => button.getAttribute("aria-pressed") === "true" && read(button, paragraphs);
  reading.classList.add("speaking");
  reading.scrollIntoView({ block: "nearest" });
  speech.speak(words);
}

function start(button) {
  const found = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, label, legend)")];
  const leaves = found.filter((each) => each.textContent.trim() && !each.querySelector("p, li, dt, dd, label"));
  button.setAttribute("aria-pressed", "true");
  read(button, leaves);
}

export function offer() {
  if (!speech) return;
  const show = () => {
    if (!voice()) return;
    for (const button of document.querySelectorAll("[data-speak][hidden]")) {
      button.hidden = false;
      button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop(button) : start(button)));
    }
  };
  show();
  speech.addEventListener?.("voiceschanged", show);
}
