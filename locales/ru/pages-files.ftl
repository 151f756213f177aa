# Файлы записей: как их добавить и скачать.
file-add = Добавить
file-add-choose = Какие файлы добавить
file-add-here = Перетащите файлы сюда или выберите их: каждый станет документом
file-beyond = Слишком большой файл: предел — { $most } МБ.
file-choose = Перетащите файл сюда или выберите его
file-download-word = Скачать
file-download = Скачать { $name }
file-kept = Уже загружен: сохранится вместе с формой.
file-most = До { $most } МБ на файл
file-named-beyond = «{ $name }» больше { $most } МБ. Ничего не добавлено.
file-none-chosen = Выберите хотя бы один файл.
file-remove = Убрать этот файл
file-replace = Заменить: перетащите файл сюда или выберите его
said-files-added = { $count ->
    [one] Добавлен { $count } файл.
    [few] Добавлено { $count } файла.
   *[many] Добавлено { $count } файлов.
}
