// What a browser made of a page of comments. Sets off first what is there to be set off.
() => {
  const wait = () => new Promise(done => setTimeout(done, 30));
  const seen = element => [
    element.localName,
    Object.fromEntries([...element.attributes].map(a => [a.name, a.value])),
    element.localName === "a" && element.hasAttribute("href")
      ? [element.protocol, element.username + element.password, element.hostname] : null,
  ];
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a");
    if (link && /^https?:$/.test(link.protocol)) event.preventDefault();
  }, true);
  for (const element of document.querySelectorAll("body *")) {
    for (const { name } of element.attributes)
      if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
    if (element.localName === "a") element.click();
  }
  return wait().then(() => ({
    outside: [...document.querySelectorAll("body *")]
      .filter(e => !e.closest("ol.page > li > div.text") && !e.matches("ol.page, ol.page > li, body > script"))
      .map(seen),
    comments: [...document.querySelectorAll("body > ol.page > li")].map(item => ({
      name: item.title,
      other_name: item.dataset.name,
      text: item.querySelector(":scope > div.text")?.textContent ?? "",
      elements: [...item.querySelectorAll(":scope > div.text *")].map(seen),
    })),
    data: document.querySelector("body > script")?.textContent ?? "",
  }));
}
