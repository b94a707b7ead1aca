// A clock that ticks beside a code, so that a picture of it is seen to be one; a code that is too old is covered.

const two = (number) => String(number).padStart(2, "0");

export function watch(root) {
  for (const clock of root.querySelectorAll("[data-clock]")) {
    const turn = setInterval(() => {
      if (!clock.isConnected) return clearInterval(turn);
      const now = new Date();
      clock.textContent = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
    }, 1000);
  }
  for (const code of root.querySelectorAll("[data-live]")) {
    setTimeout(() => {
      if (code.isConnected) code.textContent = "这个码过期了。联网后会自动换一个；没有换的话，请按“换一个码”。";
    }, Number(code.dataset.live) * 1000);
  }
}
