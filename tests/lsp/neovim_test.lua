-- Run by neovim_test.sh: nvim --headless opens a copy of a sample and uses looplint as a user does.
local looplint = dofile(vim.env.LOOPLINT_PLUGIN)
looplint.setup{ cmd = { vim.env.LOOPLINT, 'lsp', '-p', vim.env.LOOPLINT_BUILD, '--cache-dir=' .. vim.env.LOOPLINT_CACHE } }

local function fail(text)
  io.stderr:write('neovim_test: ' .. text .. '\n')
  vim.cmd('cquit 1')
end
local function must(condition, text) if not condition then fail(text) end end
local function wait(text, condition) must(vim.wait(300000, condition, 20), 'nothing in time: ' .. text) end

local function run()
  local file = vim.env.LOOPLINT_FILE
  vim.cmd('edit ' .. file)
  vim.bo.filetype = 'cpp'
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local wanted
  for i, line in ipairs(lines) do if line == 'loop::Event event;' then wanted = i - 1 end end
  must(wanted, 'the sample has no line "loop::Event event;"')

  wait('a diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.diagnostic.get(0)
  must(#found == 1, 'expected one diagnostic, not ' .. vim.inspect(found))
  must(found[1].lnum == wanted and found[1].col == 12, 'the diagnostic is not at the object: ' .. vim.inspect(found[1]))
  must(found[1].message:find('bound to the default loop before main', 1, true), found[1].message)
  print('diagnostic: line ' .. found[1].lnum + 1 .. ': ' .. found[1].message)

  local function hover_at(line, column)
    vim.api.nvim_win_set_cursor(0, { line + 1, column })
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 300000)
    local _, answer = next(answers or {})
    return answer and answer.result and answer.result.contents.value
  end
  local hover = hover_at(wanted, 13)
  must(hover and hover:find('`event` binds to the loop that is current where it is built', 1, true),
    'no hover on the object: ' .. vim.inspect(hover))
  print('hover: ' .. hover:gsub('\n+', ' | '))

  local hints
  looplint.hints(vim.api.nvim_get_current_buf(), function(all) hints = all end)
  wait('inlay hints', function() return hints end)
  must(#hints > 0, 'no inlay hints')
  local marks = vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_get_namespaces()['looplint-hints'], 0, -1, { details = true })
  must(#marks == #hints, 'hints are not drawn')
  for _, hint in ipairs(hints) do
    must(hint.label:find('^runs on: '), hint.label)
    print('hint: line ' .. hint.position.line + 1 .. ': ' .. hint.label)
  end

  vim.api.nvim_win_set_cursor(0, { wanted + 1, 13 })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 300000)
  local id, answer = next(answers or {})
  local fix
  for _, action in ipairs(answer and answer.result or {}) do if action.isPreferred then fix = action end end
  must(fix, 'no quick fix: ' .. vim.inspect(answer))
  print('fix: ' .. fix.title)
  vim.lsp.util.apply_workspace_edit(fix.edit, vim.lsp.get_client_by_id(id).offset_encoding)
  wait('no more diagnostics', function() return #vim.diagnostic.get(0) == 0 end)
  vim.cmd('write')
  print('fixed: no diagnostics')
end

local ok, err = xpcall(run, debug.traceback)
if not ok then fail(err) end
vim.cmd('qall!')
