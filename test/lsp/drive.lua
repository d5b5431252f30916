-- Drives Neovim's own LSP client: opens a file, writes a key into it, saves, takes the first code action.
local bin, file, node = vim.env.PICTIFY_SCAN_BIN, vim.env.TEST_FILE, vim.env.TEST_NODE
local out = {}

local function wait_for(what, test)
  if not vim.wait(20000, test, 50) then
    io.stdout:write(vim.fn.json_encode({ error = 'timed out: ' .. what }))
    vim.cmd('cquit 3')
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(file))
local client = vim.lsp.start_client({ name = 'pictify-scan', cmd = { node, bin, 'lsp', '--stdio' }, root_dir = vim.fn.fnamemodify(file, ':h') })
vim.lsp.buf_attach_client(0, client)
wait_for('start', function() return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized end)
out.before = #vim.diagnostic.get(0)

vim.api.nvim_buf_set_lines(0, 0, -1, false, { "const pictify = new Pictify({ apiKey: '" .. vim.env.TEST_KEY .. "' });" })
vim.cmd('write')
wait_for('diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
local diagnostic = vim.diagnostic.get(0)[1]
out.diagnostic = { code = diagnostic.code or diagnostic.user_data.lsp.code, lnum = diagnostic.lnum, col = diagnostic.col, severity = diagnostic.severity, message = diagnostic.message }

local function lsp_diagnostic()
  local d = vim.diagnostic.get(0)[1]
  return { range = { start = { line = d.lnum, character = d.col }, ['end'] = { line = d.end_lnum, character = d.end_col } }, message = d.message, source = d.source, code = out.diagnostic.code, data = d.user_data.lsp.data }
end
local params = { textDocument = vim.lsp.util.make_text_document_params(), range = lsp_diagnostic().range, context = { diagnostics = { lsp_diagnostic() } } }
local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', { textDocument = params.textDocument, position = { line = diagnostic.lnum, character = diagnostic.col + 1 } }, 10000)
out.hover = hover[client] and hover[client].result and hover[client].result.contents.value or ''
local answer = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)
out.actions = {}
for _, action in ipairs(answer[client].result) do table.insert(out.actions, action.title) end
vim.lsp.util.apply_workspace_edit(answer[client].result[1].edit, 'utf-16')
vim.cmd('wall')
wait_for('no diagnostic left', function() return #vim.diagnostic.get(0) == 0 end)
out.after = vim.api.nvim_buf_get_lines(0, 0, -1, false)
io.stdout:write(vim.fn.json_encode(out))
vim.cmd('qall!')
