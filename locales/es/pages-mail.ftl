# Correo de salida: el servidor, lo enviado, el resumen y el enlace que lo termina.
mail-title = Correo
mail-lead = El servidor de correo con el que Candor escribe a las personas de la empresa. Nunca se escribe a nadie más.
mail-host = Servidor
mail-port = Puerto
mail-security = Conexión
mail-security-starttls = STARTTLS (normalmente puerto 587)
mail-security-tls = TLS desde el primer byte (normalmente puerto 465)
mail-security-none = Sin cifrar (solo en esta máquina)
mail-user = Usuario, si el servidor lo pide
mail-password = Contraseña de ese usuario
mail-password-help = Se guarda cifrada y no se vuelve a mostrar.
mail-password-kept = Hay una contraseña guardada. Deje esto vacío para conservarla; con otro servidor o usuario hay que escribirla de nuevo.
mail-from = Los mensajes salen de esta dirección
mail-name = Con este nombre
mail-certificate-title = Un servidor propio con su propio certificado
mail-certificate = Certificado
mail-certificate-help = En formato PEM, empieza por BEGIN CERTIFICATE. Se acepta además de las autoridades habituales.
mail-own-password-help = Su propia contraseña, porque esto decide adónde van los mensajes de la empresa.
mail-links = Los enlaces de los mensajes empiezan por { $address }.
mail-saved = Guardado. Envíese un mensaje para ver si llega.
mail-forget = No enviar más correo
mail-forgotten = Ya no se envía correo y la contraseña se ha olvidado.
mail-test-title = Pruébelo
mail-test-lead = Un mensaje corto sale ahora hacia su propia dirección.
mail-test-button = Enviarme un mensaje de prueba
mail-test-done = El servidor ha aceptado un mensaje para { $address }. Si no llega, mire en el correo no deseado.
mail-test-failed = El mensaje no ha salido.
mail-test-subject = Un mensaje de prueba de Candor
mail-test-body = Este mensaje ha llegado: el correo de Candor funciona.
mail-failure-unknown = No hay ningún servidor llamado { $said }. Revise el nombre.
mail-failure-denied = { $said } está en una dirección a la que Candor no se conecta.
mail-failure-open = { $said } es otra máquina: elija una conexión cifrada.
mail-failure-silent = Ningún servidor de correo responde en { $said }. Revise servidor, puerto y conexión.
mail-failure-untrusted = No se pudo abrir una conexión segura: { $said }. Revise puerto y conexión, o indique el certificado del servidor.
mail-failure-unencrypted = El servidor no ofrece STARTTLS. Elija TLS u otro puerto.
mail-failure-no-sign-in = El servidor no permite identificarse con esta conexión. Elija una cifrada o deje el usuario vacío.
mail-failure-password = El servidor rechazó el usuario o la contraseña: { $said }
mail-failure-sealed = Lo guardado no se puede abrir en esta máquina. Escriba de nuevo la contraseña.
mail-failure-later = El servidor pide volver más tarde: { $said }
mail-failure-refused = El servidor rechazó el mensaje: { $said }
mail-failure-letter = { $said } no es una dirección a la que se pueda escribir.
mail-sent-title = Mensajes enviados
mail-sent-lead = A quién y cuándo, no qué. Se conserva { $days } días.
mail-sent-none = Todavía no se ha enviado nada
mail-sent-none-text = Aquí aparecen los mensajes a las personas de la empresa: enviados, en espera o fallidos, y por qué.
mail-sent-to = Para
mail-sent-kind = Qué
mail-sent-at = Desde
mail-sent-state = Estado
mail-sent-why = Por qué
mail-sent-next = Próximo intento: { $at }.
mail-sent-again = Intentar de nuevo
mail-sent-again-done = Se intenta de nuevo en unos segundos.
mail-kind-digest = Resumen
mail-kind-invitation = Invitación
mail-state-waits = En espera
mail-state-sent = Enviado
mail-state-failed = Fallido
mail-state-nothing = Nada que contar
mail-wish-title = Correo para mí
mail-wish-lead = Los avisos sin leer y su día en breve. En las horas de silencio no se envía nada, y tampoco si no hay nada que contar.
mail-wish-none = Todavía no hay servidor de correo: hasta entonces no se envía nada.
mail-wish-never = Nunca
mail-wish-daily = Cada día laborable
mail-wish-hourly = Cada hora en días laborables, si hay algo nuevo
mail-wish-at-once = Al momento, pero solo menciones y lo que me asignan
mail-wish-hour = Cada día laborable a las
mail-digest-title = { $name }, esto es lo que le espera
mail-digest-new = { $count ->
    [one] { $count } aviso nuevo
   *[other] { $count } avisos nuevos
}
mail-digest-all = Todos
mail-digest-change = Elegir cuándo recibir correo
mail-digest-leave = No recibir más mensajes como este
mail-day-overdue = { $more ->
    [yes] más de { $count } tareas vencidas
   *[no] { $count ->
        [one] { $count } tarea vencida
       *[other] { $count } tareas vencidas
    }
}
mail-day-today = { $more ->
    [yes] más de { $count } tareas para hoy
   *[no] { $count ->
        [one] { $count } tarea para hoy
       *[other] { $count } tareas para hoy
    }
}
mail-day-without-next-step = { $more ->
    [yes] más de { $count } negocios sin próximo paso
   *[no] { $count ->
        [one] { $count } negocio sin próximo paso
       *[other] { $count } negocios sin próximo paso
    }
}
mail-invitation-title = Su acceso a { $company }
mail-invitation-body = { $name }, le han dado acceso. Elija una contraseña y entre.
mail-invitation-open = Elegir una contraseña
mail-invitation-until = El enlace se abre una vez, hasta el { $until }
mail-invitation-not = Si no lo esperaba, no haga nada.
mail-invitation-send = Enviar el enlace por correo
mail-invitation-goes = El enlace sale también por correo.
mail-leave-title = ¿No recibir más mensajes por correo?
mail-leave-text = Ya no se le enviarán resúmenes de avisos. Puede volver a elegirlos en su cuenta.
mail-leave-button = No enviarme más
mail-leave-done = Ya no se le envían resúmenes
mail-leave-back = En su cuenta elige si se le escribe y cuándo.
mail-leave-unknown = Este enlace no termina nada
evidence-kind-mail_test = Envió un mensaje de prueba
evidence-kind-mail_again = Volvió a intentar un mensaje
evidence-kind-mail_left = Terminó los mensajes con un enlace
fault-mail-host = Esto no es el nombre ni la dirección de un servidor.
fault-mail-port = El puerto es un número del 1 al 65535.
fault-mail-security = Elija cómo se hace la conexión.
fault-mail-from = Esto no es una dirección de correo.
fault-mail-line = El nombre y el usuario ocupan una línea corta cada uno.
fault-mail-certificate = Esto no es un certificado en formato PEM.
fault-mail-password = El usuario necesita una contraseña.
fault-mail-password-anew = Con otro servidor, usuario o conexión hay que escribir la contraseña de nuevo.
fault-mail-open-password = Una contraseña no se envía por una conexión sin cifrar.
fault-mail-hour = Elija cuándo quiere recibir correo.
