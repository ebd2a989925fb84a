// Minimal Eleventy 3 blog with comments: the same pages as the other peers.
const SITE = "https://exemple.org";
const URL_RE = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;
const escape = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const slug = (s) => s.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const commentBody = (body) => escape(body).split("\n\n")
  .map((p) => `<p>${p.replace(URL_RE, (u) => `<a href="${u}" rel="nofollow ugc">${u}</a>`)}</p>`).join("");

function chunks(key, value, posts) {
  const pages = Math.ceil(posts.length / 10);
  return Array.from({ length: pages }, (_, n) => ({
    [key]: value, title: value, number: n + 1, pages, posts: posts.slice(n * 10, n * 10 + 10),
    path: `/${key}/${slug(value)}${n ? n + 1 : ""}.html` }));
}
const group = (posts, keys) => posts.reduce((map, post) => {
  for (const key of [].concat(keys(post))) (map[key] ??= []).push(post);
  return map;
}, {});

export default function (config) {
  config.addGlobalData("site", { url: SITE, title: "Carnet d'essai" });
  const sorted = (api) => api.getFilteredByGlob("posts/*.md").sort((a, b) => b.date - a.date);
  let memo;
  const all = (api) => (memo ??= sorted(api));
  config.on("eleventy.before", () => { memo = undefined; });
  config.addCollection("billets", all);
  config.addCollection("recents", (api) => all(api).slice(0, 20));
  config.addCollection("annees", (api) => Object.entries(group(all(api), (p) => p.date.getUTCFullYear()))
    .map(([year, posts]) => ({ year, posts })));
  config.addCollection("categories", (api) => Object.keys(group(all(api), (p) => p.data.category)).sort());
  config.addCollection("sujets", (api) => Object.keys(group(all(api), (p) => p.data.sujets)).sort());
  config.addCollection("pagesListe", (api) => [
    ...Object.entries(group(all(api), (p) => p.data.category)).flatMap(([k, v]) => chunks("category", k, v)),
    ...Object.entries(group(all(api), (p) => p.data.sujets)).flatMap(([k, v]) => chunks("tag", k, v))]);
  config.addCollection("derniersCommentaires", (api) => all(api).slice(0, 40)
    .flatMap((post) => post.data.comments.map((comment) => ({ post, comment })))
    .sort((a, b) => (a.comment.date < b.comment.date ? 1 : -1)).slice(0, 20));
  config.addFilter("corps", commentBody);
  config.addFilter("minuscule", slug);
  config.addFilter("iso", (d) => d.toISOString());
  config.addFilter("resume", (html) => (html || "").replace(/<[^>]+>/g, " ").split(/\s+/).slice(0, 50).join(" ") + " …");
  config.addPreprocessor("noop", "xyz", () => {});
  config.amendLibrary("md", (md) => md.set({ typographer: true, html: true }));
  return { dir: { input: ".", output: "output", includes: "_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
