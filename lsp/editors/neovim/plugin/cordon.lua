if vim.lsp.enable then
  vim.lsp.enable("cordon")
  return
end

-- Before Neovim 0.11 a server is started for each workspace when its first file is opened.
local clients = {}

local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  local manifest = vim.fn.findfile("cordon.json", vim.fn.escape(folder, " ;,") .. ";")
  return manifest == "" and folder or vim.fn.fnamemodify(manifest, ":p:h")
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "cordon",
  callback = function(event)
    local root = root_of(vim.api.nvim_buf_get_name(event.buf))
    local id = clients[root]
    if not id or vim.lsp.client_is_stopped(id) then
      id = vim.lsp.start_client({
        name = "cordon",
        cmd = { "cordon", "lsp", "--stdio" },
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ":t") } },
      })
      clients[root] = id
    end
    if id then
      vim.lsp.buf_attach_client(event.buf, id)
    end
  end,
})
