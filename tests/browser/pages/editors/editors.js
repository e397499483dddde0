// The editors that portals use: how each is set up on a page, and how what it would save is asked for.

/** Puts an element into the desk. */
function put(desk, tag, attributes = {}) {
  const element = Object.assign(document.createElement(tag), attributes);
  desk.append(element);
  return element;
}

export const EDITORS = {
  /** What the browser itself offers. */
  plain: {
    start(desk) {
      const box = put(desk, "div", { className: "box", contentEditable: "true" });
      return { html: () => box.innerHTML };
    },
  },

  wangeditor5: {
    styles: ["/npm/@wangeditor/editor/dist/css/style.css"],
    scripts: ["/npm/@wangeditor/editor/dist/index.js"],
    start(desk) {
      const bar = put(desk, "div");
      const box = put(desk, "div", { className: "box" });
      const editor = window.wangEditor.createEditor({ selector: box, config: { placeholder: "请输入答复" }, mode: "simple" });
      window.wangEditor.createToolbar({ editor, selector: bar, mode: "simple" });
      return { html: () => editor.getHtml() };
    },
  },

  wangeditor4: {
    scripts: ["/npm/wangeditor/dist/wangEditor.min.js"],
    start(desk) {
      const editor = new window.wangEditor(put(desk, "div"));
      editor.config.focus = false;
      editor.create();
      return { html: () => editor.txt.html() };
    },
  },

  quill: {
    styles: ["/npm/quill/dist/quill.snow.css"],
    scripts: ["/npm/quill/dist/quill.js"],
    start(desk) {
      const quill = new window.Quill(put(desk, "div"), { theme: "snow", placeholder: "请输入答复" });
      return { html: () => quill.getSemanticHTML() };
    },
  },

  ckeditor5: {
    scripts: ["/npm/@ckeditor/ckeditor5-build-classic/build/ckeditor.js"],
    async start(desk) {
      const editor = await window.ClassicEditor.create(put(desk, "div"), { licenseKey: "GPL" });
      return { html: () => editor.getData() };
    },
  },

  tinymce: {
    scripts: ["/npm/tinymce/tinymce.min.js"],
    async start(desk) {
      const target = put(desk, "textarea");
      const [editor] = await window.tinymce.init({ target, menubar: false, promotion: false, branding: false, height: 260 });
      return { html: () => editor.getContent() };
    },
  },

  prosemirror: {
    styles: ["/npm/prosemirror-view/style/prosemirror.css"],
    async start(desk) {
      const [{ EditorView }, { EditorState }, { schema }, { history, undo, redo }, { keymap }, { baseKeymap }, { DOMSerializer }] =
        await Promise.all(
          ["view", "state", "schema-basic", "history", "keymap", "commands", "model"].map((part) => import(`/npm/prosemirror-${part}/dist/index.js`)),
        );
      const plugins = [history(), keymap({ "Mod-z": undo, "Mod-y": redo }), keymap(baseKeymap)];
      const view = new EditorView(put(desk, "div", { className: "box" }), { state: EditorState.create({ schema, plugins }) });
      const html = () => {
        const box = document.createElement("div");
        box.append(DOMSerializer.fromSchema(schema).serializeFragment(view.state.doc.content));
        return box.innerHTML;
      };
      return { html };
    },
  },

  kindeditor: {
    styles: ["/npm/kindeditor/themes/default/default.css"],
    scripts: ["/npm/kindeditor/kindeditor-all.js", "/npm/kindeditor/lang/zh-CN.js"],
    start(desk) {
      const area = put(desk, "textarea");
      return new Promise((resolve) => {
        const afterCreate = function () {
          resolve({ html: () => this.html() });
        };
        window.KindEditor.create(area, { width: "100%", basePath: "/npm/kindeditor/", afterCreate, items: ["bold", "undo", "redo"] });
      });
    },
  },

  /** UEditor is on no registry. As it does, this writes its frame's document itself and undoes by snapshots of its own. */
  framed: {
    start(desk) {
      const frame = put(desk, "iframe", { title: "答复", width: "100%", height: "160" });
      const inner = frame.contentDocument;
      inner.open();
      inner.write('<!doctype html><html><head><meta name="color-scheme" content="light dark"></head><body></body></html>');
      inner.close();
      const { body } = inner;
      body.contentEditable = "true";
      body.append(document.createElement("p"));
      body.firstChild.append(document.createElement("br"));
      const scenes = [body.innerHTML];
      const keep = () => body.innerHTML !== scenes.at(-1) && scenes.push(body.innerHTML);
      inner.addEventListener("keyup", keep);
      const fireEvent = (kind) => kind === "saveScene" && keep();
      window.UE = { instants: { ueditorInstant0: { body, fireEvent } } };
      inner.addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        keep();
        if (scenes.length > 1) scenes.pop();
        body.innerHTML = scenes.at(-1);
      });
      return { html: () => body.innerHTML };
    },
  },

  react: {
    scripts: ["/npm/react/umd/react.production.min.js", "/npm/react-dom/umd/react-dom.production.min.js"],
    start(desk) {
      const { createElement, useState } = window.React;
      let text = "";
      function Reply() {
        const [value, setValue] = useState("");
        text = value;
        return createElement("textarea", { rows: 5, cols: 60, value, onChange: (event) => setValue(event.target.value) });
      }
      window.ReactDOM.createRoot(put(desk, "div")).render(createElement(Reply));
      return { html: () => text };
    },
  },

  vue: {
    scripts: ["/npm/vue/dist/vue.runtime.global.prod.js"],
    start(desk) {
      const { createApp, h, ref, vModelText, withDirectives } = window.Vue;
      const text = ref("");
      const assign = { "onUpdate:modelValue": (value) => (text.value = value) };
      const setup = () => () => withDirectives(h("textarea", { rows: 5, cols: 60, ...assign }), [[vModelText, text.value]]);
      createApp({ setup }).mount(put(desk, "div"));
      return { html: () => text.value };
    },
  },

  input: {
    named: "line",
    start(desk) {
      const input = put(desk, "input", { id: "line", type: "text", size: 60 });
      return { html: () => input.value };
    },
  },
};
