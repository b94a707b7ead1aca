// Files: our own button and list. With an address in data-upload every file is sent at once, shows its progress,
// and is answered by its own list item; one rejected file never loses the others.

function item(list, name) {
  const row = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = name;
  row.append(words);
  list.append(row);
  return row;
}

function remover(row, name, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn linkish slim";
  button.textContent = "移除";
  button.setAttribute("aria-label", `移除 ${name}`);
  button.addEventListener("click", () => {
    act();
    row.remove();
  });
  row.append(button);
}

function refuse(row, name, text) {
  const line = document.createElement("span");
  line.className = "error-text";
  line.setAttribute("role", "alert");
  line.textContent = text;
  row.querySelector("progress")?.remove();
  row.append(line);
  remover(row, name, () => {});
}

function send(field, input, list, file) {
  const row = item(list, file.name);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", `正在上传 ${file.name}`);
  row.append(bar);
  const body = new FormData();
  const token = input.form?.elements.csrfmiddlewaretoken;
  if (token) body.append("csrfmiddlewaretoken", token.value);
  body.append(input.name, file);
  const request = new XMLHttpRequest();
  request.open("POST", field.dataset.upload);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
  });
  request.addEventListener("load", () => {
    const made = document.createElement("template");
    made.innerHTML = request.responseText;
    if (request.status < 300 && made.content.firstElementChild) return row.replaceWith(made.content);
    const words = request.status === 422 ? made.content.textContent.replace(/\s+/g, " ").trim() : "";
    refuse(row, file.name, words || "这份文件没有传上去，请重新选择。");
  });
  request.addEventListener("error", () => refuse(row, file.name, "网络中断，这份没有传上去，请重新选择。"));
  request.send(body);
}

function relist(input, list) {
  list.querySelectorAll("[data-chosen]").forEach((row) => row.remove());
  for (const file of input.files) {
    const row = item(list, file.name);
    row.dataset.chosen = "";
    remover(row, file.name, () => {
      const rest = new DataTransfer();
      for (const each of input.files) if (each !== file) rest.items.add(each);
      input.files = rest.files;
    });
  }
}

export function enhance(root) {
  for (const field of root.querySelectorAll("[data-upload]")) {
    const input = field.querySelector("input[type=file]");
    const button = field.querySelector("[data-choose]");
    const list = field.querySelector(".files");
    if (!input || !button || !button.hidden) continue;
    button.hidden = false;
    input.classList.add("vh");
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      if (!field.dataset.upload) return relist(input, list);
      for (const file of input.files) send(field, input, list, file);
      input.value = "";
    });
  }
}
