# Por qué no se hace una exportación.
fault-export-columns = Marque al menos una columna.
fault-export-field = No puede sacar el campo «{ $field }», así que no puede ser columna, condición ni orden de una exportación.
fault-export-many = En un archivo salen como mucho { $limit } registros. Acote la lista con un filtro o expórtela por partes.
