;; Text back into bytes, in place: see packed.rs. {pages} and {table} are filled in there.
(module
  (memory (export "memory") {pages})
  ;; Three rows of 128 bytes: what a character stands for by itself, behind `}` and behind `~`.
  (data (i32.const 0) "{table}")
  ;; The text stands behind the table; so do the bytes then, which are never longer. Takes and answers lengths.
  (func (export "unpack") (param $length i32) (result i32)
    (local $from i32) (local $to i32) (local $end i32) (local $row i32) (local $character i32)
    (local.set $from (i32.const 384))
    (local.set $to (i32.const 384))
    (local.set $end (i32.add (i32.const 384) (local.get $length)))
    (loop $next
      (local.set $character (i32.load8_u (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (if (i32.lt_u (local.get $character) (i32.const 0x7D)) ;; }
        (then
          (i32.store8 (local.get $to) (i32.load8_u (i32.add (local.get $row) (local.get $character))))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (local.set $row (i32.const 0)))
        (else
          (local.set $row (i32.shl (i32.sub (local.get $character) (i32.const 0x7C)) (i32.const 7)))))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (i32.sub (local.get $to) (i32.const 384))))
