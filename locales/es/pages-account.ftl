# Textos de entrada, cuenta, invitación, configuración y fallos.

## account
account-title = Mi cuenta
account-password-title = Contraseña
account-password-old = Contraseña actual
account-password-new = Contraseña nueva
account-password-button = Cambiar la contraseña
account-password-done = La contraseña está cambiada. Se cerró la sesión en los demás dispositivos.
account-sessions-title = Dónde tiene la sesión abierta
account-sessions-since = Desde
account-sessions-seen = Última actividad
account-sessions-this = Este dispositivo
account-sessions-end = Cerrar esa sesión
account-sessions-end-others = Cerrar todas las demás

## failures
failure-bad-title = No se puede leer la petición
failure-bad-text = Algo en la dirección o en el formulario no es lo que esta página espera.
failure-broken-title = Algo se ha roto por nuestra parte
failure-broken-text = No se ha guardado nada. El registro del servidor guarda la causa con el número de abajo.
failure-conflict-title = Alguien lo cambió entretanto
failure-conflict-text = { $name } guardó un cambio el { $at }. Abra de nuevo el registro y repita el suyo.
failure-conflict-unknown = Otra persona guardó un cambio. Abra de nuevo el registro y repita el suyo.
failure-cross-site-title = Enviado desde otro sitio
failure-cross-site-text = Este formulario lo envió una página que no es nuestra, así que no se hizo nada.
failure-forbidden-title = No está permitido
failure-forbidden-text = Su rol no lo incluye. Quien dirige su equipo o administra Candor puede explicar por qué.
failure-home = A la primera página
failure-full-title = El disco está lleno
failure-full-text = No se ha guardado nada de esto; lo guardado antes está a salvo. Se puede seguir consultando. Pida a quien administra Candor que libere espacio y vuelva a intentarlo.
failure-invalid-title = Hay valores que revisar
failure-not-found-title = Aquí no hay nada
failure-not-found-text = No existe esa página o ese registro, o no es para usted.
failure-request = Número de esta petición: { $id }
failure-sign-in-title = Entre primero
failure-sign-in-text = Su sesión ha terminado.
failure-too-large-title = Demasiado grande
failure-too-large-text = El límite es 1 MB por formulario, 25 MB por archivo y 100 MB por varios juntos.
failure-too-many-title = Demasiados intentos
failure-too-many-text = { $seconds ->
    [one] Espere { $seconds } segundo y vuelva a intentarlo.
   *[other] Espere { $seconds } segundos y vuelva a intentarlo.
}
failure-unavailable-title = No disponible en este momento
failure-unavailable-text = La base de datos no responde. Inténtelo dentro de un minuto; no se ha perdido nada.

## invitation
invitation-title = Le damos la bienvenida, { $name }
invitation-lead = Elija una contraseña y su cuenta queda abierta.
invitation-button = Abrir mi cuenta
invitation-closed-title = Esta invitación está cerrada
invitation-closed-text = Ya se usó o ha caducado. Pida una nueva a quien le invitó.

## set-up
set-up-title = Configure su empresa
set-up-lead = Es la primera persona aquí. Dé nombre a la empresa y a usted; será su titular.
set-up-company = Empresa
set-up-you = Usted
set-up-name = Su nombre
set-up-email = Su correo
set-up-password = Contraseña
set-up-password-help = Al menos 15 caracteres. Lo mejor es una frase que solo usted escribiría.
set-up-country = País
set-up-currency = Moneda
set-up-zone = Zona horaria
set-up-language = Idioma
set-up-button = Crear la empresa
set-up-closed-title = La configuración está cerrada
set-up-closed-text = El enlace de un solo uso ya se usó o ha caducado. Al arrancar el servidor con la base vacía se imprime uno nuevo.

## sign-in
sign-in-title = Entrar
sign-in-lead = Una sola base de clientes, y la verdad sobre ella.
sign-in-email = Correo
sign-in-password = Contraseña
sign-in-button = Entrar
sign-in-wrong = El correo o la contraseña no son correctos.
sign-in-wait = { $seconds ->
    [one] Demasiados intentos. Espere { $seconds } segundo.
   *[other] Demasiados intentos. Espere { $seconds } segundos.
}
sign-out = Salir

## frame
frame-demo = Empresa de demostración: todo en ella es inventado.
