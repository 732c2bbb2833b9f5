-- looplint in Neovim (0.7 or newer), on the built-in client:
--
--   local looplint = dofile('/path/to/looplint.lua')
--   looplint.setup{ cmd = {'looplint', 'lsp', '-p', 'build'} }
--
-- Diagnostics, hover, code actions and code lenses are the client's own. Inlay hints ("runs on:
-- loop io_") are asked for and drawn here: as virtual text where Neovim has none of its own.
local M = {}
local namespace = vim.api.nvim_create_namespace('looplint-hints')
local clients = {} -- by root

local function root_of(path)
  local markers = { '.looplint', 'compile_commands.json', 'build/compile_commands.json', '.git' }
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local at = folder
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(at .. '/' .. marker) then return at end
    end
    local above = vim.fn.fnamemodify(at, ':h')
    if above == at then return folder end
    at = above
  end
end

-- Draws the hints of a buffer; `done` is called with them.
function M.hints(buffer, done)
  local client = vim.lsp.get_client_by_id(vim.b[buffer].looplint_client or -1)
  if not client then return end
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = { line = 0, character = 0 },
              ['end'] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 } },
  }
  client.request('textDocument/inlayHint', params, function(err, hints)
    if err or not hints or not vim.api.nvim_buf_is_valid(buffer) then return end
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    for _, hint in ipairs(hints) do
      if hint.position.line < vim.api.nvim_buf_line_count(buffer) then
        vim.api.nvim_buf_set_extmark(buffer, namespace, hint.position.line, 0,
          { virt_text = { { '  ' .. hint.label, 'Comment' } }, virt_text_pos = 'eol' })
      end
    end
    if done then done(hints) end
  end, buffer)
end

local function attach(client, buffer)
  vim.b[buffer].looplint_client = client.id
  local group = vim.api.nvim_create_augroup('looplint-' .. buffer, {})
  vim.api.nvim_create_autocmd({ 'BufEnter', 'CursorHold', 'InsertLeave', 'TextChanged' },
    { group = group, buffer = buffer, callback = function() M.hints(buffer) end })
  M.hints(buffer)
end

function M.start(buffer, config)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  if not clients[root] or not vim.lsp.get_client_by_id(clients[root]) then
    clients[root] = vim.lsp.start_client(vim.tbl_extend('force', {
      name = 'looplint',
      cmd = { 'looplint', 'lsp' },
      root_dir = root,
      on_attach = attach,
      on_exit = function() clients[root] = nil end,
    }, config or {}))
  end
  if clients[root] then vim.lsp.buf_attach_client(buffer, clients[root]) end
end

function M.setup(config)
  vim.api.nvim_create_autocmd('FileType', {
    pattern = { 'c', 'cpp' },
    callback = function(event) M.start(event.buf, config) end,
  })
end

return M
