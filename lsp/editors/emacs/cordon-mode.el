;;; cordon-mode.el --- Major mode for Cordon  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages

;;; Commentary:

;; Colors and indentation for Cordon, and its language server for Eglot.
;; Put this folder on the load path, (require 'cordon-mode), and call
;; M-x eglot in a file, or add `eglot-ensure' to `cordon-mode-hook'.

;;; Code:

(require 'cordon-words)

(defvar eglot-server-programs)

(defgroup cordon nil
  "Export controls as code."
  :group 'languages)

(defcustom cordon-indent-offset 2
  "How many columns a block is indented."
  :type 'integer
  :safe #'integerp)

(defvar cordon-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    table)
  "Syntax of Cordon: comments, texts and names.")

(defun cordon--words (words face)
  "Color WORDS in FACE, but where they are names: beside a dot, or before a colon."
  (let ((pattern (regexp-opt words 'symbols)))
    (list (lambda (limit)
            (let (found)
              (while (and (not found) (re-search-forward pattern limit t))
                (setq found (not (or (eq (char-before (match-beginning 0)) ?.)
                                     (save-match-data (looking-at-p "[ \t]*:\\|\\.[[:alpha:]]"))))))
              found))
          (list 0 face))))

(defconst cordon-font-lock-keywords
  (list
   (list "\\_<[0-9]\\{4\\}-[0-9]\\{1,2\\}-[0-9]\\{1,2\\}\\_>" 0 'font-lock-constant-face)
   (list "\\_<[0-9][A-Z][0-9]+\\(?:\\.[[:alnum:]]+\\)*" 0 'font-lock-constant-face)
   (list "'[^'\n]*'?" 0 'font-lock-constant-face)
   (cordon--words cordon-words-declaration 'font-lock-keyword-face)
   (cordon--words cordon-words-kind 'font-lock-type-face)
   (cordon--words cordon-words-clause 'font-lock-keyword-face)
   (cordon--words cordon-words-operator 'font-lock-builtin-face)
   (cordon--words cordon-words-outcome 'font-lock-warning-face)
   (cordon--words cordon-words-truth 'font-lock-constant-face)
   (cordon--words cordon-words-type 'font-lock-type-face)
   (cordon--words cordon-words-header 'font-lock-preprocessor-face))
  "What is colored in `cordon-mode'.")

(defun cordon-indent-line ()
  "Indent the line by the blocks it stands in."
  (interactive)
  (let* ((depth (car (syntax-ppss (line-beginning-position))))
         (closes (save-excursion
                   (back-to-indentation)
                   (looking-at-p "[])}]")))
         (column (* cordon-indent-offset (max 0 (if closes (1- depth) depth))))
         (from-end (- (point-max) (point))))
    (indent-line-to column)
    (when (> (- (point-max) from-end) (point))
      (goto-char (- (point-max) from-end)))))

;;;###autoload
(define-derived-mode cordon-mode prog-mode "Cordon"
  "Major mode for export-control measures in Cordon."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "///?[ \t]*")
  (setq-local indent-tabs-mode nil)
  (setq-local indent-line-function #'cordon-indent-line)
  (setq-local font-lock-defaults '(cordon-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.cordon\\'" . cordon-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(cordon-mode . ("cordon" "lsp" "--stdio"))))

(provide 'cordon-mode)
;;; cordon-mode.el ends here
