user = Persona
user-plural = Personas

user-f-name = Nombre
user-f-email = Correo
user-f-email-help = Con él inicia sesión.
user-f-phone = Teléfono
user-f-job_title = Cargo
user-f-manager = Superior
user-f-status = Estado
user-f-status-o-no_sign_in = Sin acceso
user-f-status-o-invited = Invitado
user-f-status-o-active = Activo
user-f-status-o-frozen = Bloqueado
user-f-status-o-left = Ya no está
user-f-language = Idioma
user-f-language-o-en = Inglés
user-f-language-o-es = Español
user-f-language-o-ru = Ruso
user-f-roles = Roles
user-f-roles-help = Lo que puede ver y hacer. Varios roles se suman.
user-f-roles-o-owner = { role-owner }
user-f-roles-o-branch_head = { role-branch_head }
user-f-roles-o-team_lead = { role-team_lead }
user-f-roles-o-seller = { role-seller }
user-f-roles-o-support = { role-support }
user-f-roles-o-marketing = { role-marketing }
user-f-roles-o-analyst = { role-analyst }
user-f-roles-o-auditor = { role-auditor }
user-f-roles-o-administrator = { role-administrator }

user-s-active = Activas
user-s-without_sign_in = Sin acceso

user-m-count = Personas

user-c-main = Persona
user-c-reach = Datos de contacto
user-c-rights = Permisos

user-r-reports = A su cargo
