// "Where I am now": asked of the browser only when the button is pressed, rounded to a hundred metres before it is sent.

const form = document.getElementById("finder");
const button = form?.querySelector("[data-locate]");
const said = form?.querySelector("[data-locate-said]");

function tell(words) {
  said.hidden = false;
  said.textContent = words;
}

function add(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value: value.toFixed(3) });
  form.append(field);
}

if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    tell("正在取位置。浏览器会问您同不同意。");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        add("lat", coords.latitude);
        add("lon", coords.longitude);
        form.elements.at.value = "";
        form.requestSubmit();
      },
      () => tell("没有取到位置。请在上面选您在哪个社区、村或者街道、镇。"),
      { timeout: 10000, maximumAge: 60000 },
    );
  });
}
