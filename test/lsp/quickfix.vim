" What docs/editors.md gives for Vim; then the list that :make fills is written out as JSON.
set errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tnfo:\ %m,%-Gpictify-scan:%.%#
let &makeprg = $PICTIFY_SCAN . ' --quiet --format unix'
silent make!
let s:list = map(getqflist(), '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text]')
call writefile([json_encode(s:list)], $RESULT)
qall!
