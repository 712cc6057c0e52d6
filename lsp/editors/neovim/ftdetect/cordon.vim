autocmd BufNewFile,BufRead *.cordon setfiletype cordon
