// liyan/auto: defines <liyan-helper>. By a script tag, or imported where a page is put together.
import "./liyan-helper.js";
