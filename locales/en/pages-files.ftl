# Files of records: adding them, taking them out.
file-add = Add
file-add-choose = Files to add
file-add-here = Drop files here or choose them: each becomes a document
file-beyond = Too large: a file may have up to { $most } MB.
file-choose = Drop a file here or choose one
file-download-word = Download
file-download = Download { $name }
file-kept = Already uploaded: it is saved with the form.
file-most = Up to { $most } MB a file
file-named-beyond = “{ $name }” is larger than { $most } MB. Nothing was added.
file-none-chosen = Choose at least one file.
file-remove = Remove this file
file-replace = Replace it: drop a file here or choose one
said-files-added = { $count ->
    [one] { $count } file added.
   *[other] { $count } files added.
}
