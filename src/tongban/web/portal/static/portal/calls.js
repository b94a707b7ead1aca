// Says each call of the screen aloud (语音叫号): begun by a press, for browsers speak only after one.
const button = document.getElementById("voice");
const speech = window.speechSynthesis;
const words = (selector) => document.querySelector(`.call ${selector}`)?.textContent.trim() ?? "";
let isOn = false;
let said = "";

function say() {
  const number = words(".number");
  const call = `${number} ${words(".window")}`;
  if (!isOn || !number || call === said) return;
  said = call;
  const spoken = new SpeechSynthesisUtterance(`请${[...number].join(" ")}号，${words(".window").replace(/（.*/, "")}`);
  spoken.lang = "zh-CN";
  speech.speak(spoken);
}

if (button && speech) {
  button.hidden = false;
  button.addEventListener("click", () => {
    isOn = !isOn;
    button.textContent = isOn ? "关闭语音叫号" : "打开语音叫号";
    button.setAttribute("aria-pressed", String(isOn));
    if (isOn) say();
    else speech.cancel();
  });
  document.body.addEventListener("htmx:afterSettle", say);
}
