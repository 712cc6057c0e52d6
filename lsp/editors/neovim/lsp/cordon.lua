-- Read by `vim.lsp.enable("cordon")`, from Neovim 0.11 on.
return {
  cmd = { "cordon", "lsp", "--stdio" },
  filetypes = { "cordon" },
  root_markers = { "cordon.json", ".git" },
}
