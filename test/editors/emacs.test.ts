import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { isInstalled, workplace } from "./command.ts";

const mode = resolve(import.meta.dirname, "../../lsp/editors/emacs");
const isThere = isInstalled("emacs");

/** Eglot came into Emacs with 29; for 28 Debian has it apart. Without it only the mode can be tried. */
const SCRIPT = `
(let ((default-directory "/usr/share/emacs/site-lisp/elpa/"))
  (when (file-directory-p default-directory) (normal-top-level-add-subdirs-to-load-path)))
(require 'cordon-mode)
(setq auto-save-default nil make-backup-files nil)
(find-file "measures.cordon")
(font-lock-ensure)
(defun told (name value) (princ (format "%s=%s\\n" name value)))
(told "mode" major-mode)
(goto-char (point-min)) (search-forward "list measure") (told "keyword" (get-text-property (1- (point)) 'face))
(goto-char (point-min)) (search-forward "// end") (told "comment" (nth 4 (syntax-ppss)))
(goto-char (point-min)) (search-forward "Exampleland\\"") (told "text" (get-text-property (- (point) 3) 'face))
(let ((before (buffer-string)))
  (indent-region (point-min) (point-max))
  (told "indentation" (if (string= before (buffer-string)) "kept" (buffer-string))))
(if (not (require 'eglot nil t))
    (told "eglot" "none")
  (setq eglot-sync-connect 240 eglot-connect-timeout 240)
  (apply #'eglot (append (eglot--guess-contact) nil))
  (told "eglot" (if (eglot-current-server) "connected" "failed"))
  (goto-char (point-min)) (search-forward "  topic") (replace-match "        topic")
  (eglot-format-buffer)
  (goto-char (point-min)) (search-forward "topic")
  (told "formatted" (buffer-substring (line-beginning-position) (line-end-position)))
  (goto-char (point-min)) (search-forward "by order_2026") (eglot-rename "order_of_2026")
  (goto-char (point-min)) (told "renamed" (how-many "order_of_2026")))
`;

describe.skipIf(!isThere)(`Emacs${isThere ? "" : " (skipped: no emacs on the path)"}`, () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let told: ReadonlyMap<string, string>;

  beforeAll(() => {
    const place = workplace({
      "cordon.json": '{ "name": "test" }\n',
      "trade.cordon": VOCABULARY,
      "measures.cordon": `${EXAMPLE}\n// end\n`,
    });
    ({ folder, environment } = place);
    cpSync(mode, join(folder, "mode"), { recursive: true });
    writeFileSync(join(folder, "check.el"), SCRIPT);
    const run = spawnSync("emacs", ["--batch", "-Q", "-L", "mode", "-l", "check.el"], {
      cwd: folder,
      env: environment,
      encoding: "utf8",
      timeout: 280_000,
    });
    if (run.status !== 0) throw new Error(`Emacs failed:\n${run.stdout}${run.stderr}`);
    told = new Map(
      [...run.stdout.matchAll(/^(\w+)=(.*(?:\n(?!\w+=).*)*)$/gm)].map(([, name, value]) => [
        name!,
        value!.trimEnd(),
      ]),
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("compiles without a warning", () => {
    const run = spawnSync(
      "emacs",
      ["--batch", "-Q", "-L", "mode", "--eval", "(setq byte-compile-error-on-warn t)"].concat([
        "-f",
        "batch-byte-compile",
        "mode/cordon-words.el",
        "mode/cordon-mode.el",
      ]),
      { cwd: folder, env: environment, encoding: "utf8" },
    );
    expect([run.status, run.stderr.replaceAll(/^Wrote.*\n/gm, "")]).toEqual([
      0,
      expect.not.stringMatching(/Warning|Error/),
    ]);
  });
  it("knows the file, colors words and texts, and finds comments", () => {
    expect(told.get("mode")).toBe("cordon-mode");
    expect(told.get("keyword")).toBe("font-lock-keyword-face");
    expect(told.get("text")).toBe("font-lock-string-face");
    expect(told.get("comment")).toBe("t");
  });
  it("indents as the formatter does", () => {
    expect(told.get("indentation")).toBe("kept");
  });
  it("speaks with the server where Eglot is there", () => {
    const answer = [told.get("eglot"), told.get("formatted"), told.get("renamed")];
    expect([
      ["none", undefined, undefined],
      ["connected", "  topic ai_chips", "3"],
    ]).toContainEqual(answer);
  });
});
