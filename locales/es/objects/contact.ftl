contact = Contacto
contact-plural = Contactos

contact-f-name = Nombre
contact-f-name-help = Nombre y apellidos, como en una tarjeta de visita.
contact-f-first_name = Nombre de pila
contact-f-last_name = Apellidos
contact-f-job_title = Cargo
contact-f-company = Empresa
contact-f-email = Correo
contact-f-phone = Teléfono
contact-f-mobile = Móvil
contact-f-language = Idioma
contact-f-language-o-en = Inglés
contact-f-language-o-es = Español
contact-f-language-o-ru = Ruso
contact-f-language-o-other = Otro
contact-f-birthday = Cumpleaños
contact-f-consent = Consentimiento de envíos
contact-f-consent-help = Sin él no se le puede enviar publicidad.
contact-f-consent-o-given = Dado
contact-f-consent-o-refused = Denegado
contact-f-consent-o-not_asked = No solicitado
contact-f-do_not_contact = No contactar
contact-f-description = Notas
contact-f-last_contact = Último contacto

contact-s-without_company = Sin empresa
contact-s-unreachable = Sin forma de contacto
contact-s-may_be_mailed = Se le puede escribir

contact-m-count = Contactos

contact-r-parts = Papel en oportunidades

contact-c-main = Contacto
contact-c-reach = Datos de contacto
contact-c-more = Más datos
