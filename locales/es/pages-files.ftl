# Archivos de los registros: añadirlos, descargarlos.
file-add = Añadir
file-add-choose = Archivos que se añaden
file-add-here = Suelte los archivos aquí o elíjalos: cada uno será un documento
file-beyond = Demasiado grande: cada archivo puede ocupar hasta { $most } MB.
file-choose = Suelte un archivo aquí o elíjalo
file-download-word = Descargar
file-download = Descargar { $name }
file-kept = Ya está subido: se guardará con el formulario.
file-most = Hasta { $most } MB por archivo
file-named-beyond = «{ $name }» ocupa más de { $most } MB. No se ha añadido nada.
file-none-chosen = Elija al menos un archivo.
file-remove = Quitar este archivo
file-replace = Sustituirlo: suelte un archivo aquí o elíjalo
said-files-added = { $count ->
    [one] Se ha añadido { $count } archivo.
   *[other] Se han añadido { $count } archivos.
}
