;;; Run by emacs_test.sh: a batch Emacs is set up as tool/editors/README.md says, for eglot or for
;;; lsp-mode, opens a copy of a sample and uses looplint as a user does.
(require 'cl-lib)
(require 'package)
(package-initialize)

(defvar test-client (intern (getenv "LOOPLINT_CLIENT"))) ; eglot, lsp-mode
(defvar test-patience 300)

;; Emacs's own check of C++ runs make, which has no such target here; when it says so is a race.
(defun test-nothing (report &rest _) (funcall report nil))
(with-eval-after-load 'flymake-cc (advice-add 'flymake-cc :override #'test-nothing))
(require 'flymake-cc)

(defun test-must (value &rest complaint)
  (or value (progn (message "emacs_test: %s" (apply #'format complaint)) (kill-emacs 1))))

(defun test-wait (what condition)
  (let ((end (+ (float-time) test-patience)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (test-must value "nothing in time: %s; there are: %S" what (test-diagnostics))))

(defun test-set-up ()
  "Evaluates what the page says for the client: the first block of Lisp that requires it."
  (with-temp-buffer
    (insert-file-contents (getenv "LOOPLINT_PAGE"))
    (test-must (search-forward (format "(require '%s)" test-client) nil t)
               "the page has nothing on %s" test-client)
    (let ((begin (match-beginning 0)))
      (search-forward "\n```\n")
      (eval-region begin (match-beginning 0)))))

(defun test-diagnostics ()
  "Line and message of each, as the client has them."
  (if (eq test-client 'eglot)
      (progn (flymake-start)
             (mapcar (lambda (it) (cons (line-number-at-pos (flymake-diagnostic-beg it))
                                        (flymake-diagnostic-text it)))
                     (flymake-diagnostics)))
    (mapcar (lambda (it) (cons (1+ (lsp-get (lsp-get (lsp-get it :range) :start) :line))
                               (lsp-get it :message)))
            (gethash (buffer-file-name) (lsp-diagnostics)))))

(defun test-hover ()
  (let ((answer (if (eq test-client 'eglot)
                    (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                     (eglot--TextDocumentPositionParams))
                  (lsp-request "textDocument/hover" (lsp--text-document-position-params)))))
    (format "%S" answer)))

(defun test-fix ()
  "Takes the quick fix that the server prefers at point."
  (if (eq test-client 'eglot)
      (cl-letf ((last-nonmenu-event 'a-key) ; else it opens a menu
                ((symbol-function 'completing-read)
                 (lambda (_prompt _all &optional _predicate _must _initial _history default) default)))
        (eglot-code-actions (point) (point) "quickfix" t))
    (lsp-execute-code-action
     (seq-find (lambda (it) (and (lsp-get it :isPreferred) (equal (lsp-get it :kind) "quickfix")))
               (lsp-code-actions-at-point)))))

(defun test-run ()
  (setq eglot-confirm-server-initiated-edits nil
        lsp-auto-guess-root t lsp-enable-snippet nil lsp-enable-suggest-server-download nil
        lsp-disabled-clients '(clangd) lsp-diagnostics-provider :flymake make-backup-files nil)
  (test-set-up)
  (find-file (getenv "LOOPLINT_FILE"))
  (setq jsonrpc-default-request-timeout test-patience lsp-response-timeout test-patience)
  (run-hooks 'post-command-hook) ; that a batch Emacs has no commands for
  (goto-char (point-min))
  (test-must (re-search-forward "^loop::Event \\(event\\);$" nil t) "the sample has no loop::Event event;")
  (goto-char (match-beginning 1))
  (let ((line (line-number-at-pos)))
    (test-wait "a diagnostic" #'test-diagnostics)
    (let ((found (test-diagnostics)))
      (test-must (equal (mapcar #'car found) (list line)) "expected one diagnostic on line %d, not %S" line found)
      (test-must (string-match-p "bound to the default loop before main" (cdar found)) "%S" found)
      (message "diagnostic: line %d: %s" line (cdar found))))
  (let ((hover (test-hover)))
    (test-must (string-match-p "`event` binds to the loop that is current where it is built" hover)
               "no hover on the object: %s" hover)
    (message "hover: %s" hover))
  (test-fix)
  (save-buffer)
  (test-wait "no more diagnostics" (lambda () (null (test-diagnostics))))
  (message "fixed: no diagnostics"))

(condition-case problem (test-run)
  (error (message "emacs_test: %S" problem) (kill-emacs 1)))
(kill-emacs 0)
