# Textos de personas, roles, evidencia y ajustes.

## evidence
evidence-title = Evidencia
evidence-lead = Quién hizo qué y cuándo: cada escritura, apertura, lista, búsqueda, entrada y negativa. Las anotaciones se sellan en un árbol de hashes, de modo que un cambio posterior se nota.
evidence-sealed = { $size } anotaciones selladas, la última el { $at }
evidence-root = Raíz { $root }
evidence-not-sealed = Todavía no hay nada sellado.
evidence-when = Cuándo
evidence-who = Quién
evidence-what = Qué
evidence-record = Registro
evidence-channel = Canal
evidence-address = Dirección
evidence-detail = Detalle
evidence-system = El sistema
evidence-filter-kind = Qué ocurrió
evidence-filter-person = Persona
evidence-filter-object = Tipo de registro
evidence-filter-record = Número de registro
evidence-filter-any = Cualquiera
evidence-filter-button = Mostrar
evidence-older = Anotaciones anteriores
evidence-empty = Ninguna anotación coincide.

## people
people-title = Personas
people-lead = Quién trabaja aquí, qué puede hacer y cuándo entró por última vez.
people-add = Añadir una persona
people-name = Nombre
people-email = Correo
people-role = Roles
people-team = Equipo
people-branch = Sucursal
people-status = Estado
people-seen = Última entrada
people-never = Nunca
people-invite = Invitar
people-invite-again = Invitación nueva
people-invite-link-title = Enlace de un solo uso para { $name }
people-invite-link-text = Entréguelo usted: el correo llegará en una versión posterior. Se abre una vez, hasta el { $until }.
people-add-title = Añadir una persona
people-add-text = La persona recibe un enlace de un solo uso y elige su contraseña.
people-add-button = Añadir y crear el enlace
people-edit-title = { $name }
people-save = Guardar
people-saved = Guardado. Rige desde el próximo clic de esta persona.
people-freeze = Congelar
people-freeze-title = ¿Congelar a { $name }?
people-freeze-text = Todas sus sesiones terminan al instante y no podrá entrar. Clientes e historial se quedan; traspáselos después.
people-freeze-confirm = Congelar ahora
people-thaw = Dejar entrar de nuevo
people-none = —
people-no-one = Todavía no hay nadie.
people-explain-roles = Qué puede hacer cada rol

## roles
roles-title = Roles
roles-lead = Qué puede hacer cada rol con qué registros. Los permisos se suman; lo que no se concede, se niega.
roles-object = Tipo de registro
roles-may-set-up = Configura personas, roles y empresa
roles-may-evidence = Lee la evidencia
roles-none = nada
roles-scope-own = propios
roles-scope-team = del equipo
roles-scope-branch = de la sucursal
roles-scope-all = todos
roles-fields-impersonal = sin datos personales
roles-fields-only = solo { $fields }
roles-fields-except = sin { $fields }
roles-action-read = Leer
roles-action-aggregate = Cifras
roles-action-create = Crear
roles-action-update = Cambiar
roles-action-archive = Archivar
roles-action-transfer = Traspasar
roles-action-import = Importar
roles-action-export = Exportar
roles-action-bulk_update = Cambiar muchos
roles-action-merge = Fusionar
roles-action-print = Imprimir
roles-action-mail_out = Enviar correos

## settings
settings-title = Ajustes
settings-lead = Rigen para todos. La zona decide a qué día pertenece un instante, para que todos vean la misma cifra.
settings-company = Nombre de la empresa
settings-country = País (dos letras)
settings-currency = Moneda (tres letras)
settings-fiscal-month = Primer mes del ejercicio
settings-language = Idioma de la empresa
settings-zone = Zona horaria
settings-button = Guardar
settings-saved = Guardado.
