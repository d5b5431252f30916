;; What M-x compile makes of the unix format, with nothing set: file, line, column and type (2 = error) of each message.
(require 'compile)
(setq compilation-ask-about-save nil)
(add-hook 'compilation-finish-functions
          (lambda (buffer _)
            (with-current-buffer buffer
              (goto-char (point-min))
              (condition-case nil
                  (while t
                    (compilation-next-error 1)
                    (let* ((message (get-text-property (point) 'compilation-message))
                           (loc (compilation--message->loc message)))
                      (princ (format "%s %s %s %s\n"
                                     (caar (compilation--loc->file-struct loc))
                                     (compilation--loc->line loc)
                                     (compilation--loc->col loc)
                                     (compilation--message->type message)))))
                (error nil)))))
(compile (concat (getenv "PICTIFY_SCAN") " --quiet --format unix"))
(while (get-buffer-process "*compilation*") (accept-process-output nil 0.2))
(sit-for 0.5)
