# The fields that every object has.
system-f-id = Número
system-f-owner = Responsable
system-f-owner-help = La persona que responde de este registro.
system-f-team = Equipo
system-f-branch = Sucursal
system-f-created_by = Creado por
system-f-created_at = Creado
system-f-updated_by = Modificado por
system-f-updated_at = Modificado
system-f-version = Versión
system-f-archived_at = Archivado
system-f-source = Procedencia
system-f-source-help = De dónde viene el registro: un archivo, un formulario, otro sistema.
system-f-external_id = Número en el origen
system-f-external_id-help = Cómo llama el origen a este registro. Dos registros del mismo origen no pueden compartirlo.

# What a field with stages brings along.
system-stage-since = { $stage }: desde
system-stage-days = { $stage }: días
system-c-own = Campos propios
system-c-main = Datos
