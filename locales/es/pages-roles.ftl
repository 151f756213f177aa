# Textos de las páginas que crean y cambian roles.
role-new = Nuevo rol
role-like = Empieza como copia de «{ $role }». Cambie lo que sea distinto; verá qué significa antes de que valga.
role-lead = Verá qué significa un cambio antes de que valga.
role-label = Nombre del rol
role-label-example = En prácticas
role-help = Para qué es
role-reach = Tipos de registro
role-company = La empresa
role-sees = Ve
role-works = Trabaja con
role-further-none = Nada más
role-show = Mostrar qué cambia
role-effect = Qué cambia
role-effect-none = El alcance del rol queda como está.
role-effect-held = { $count ->
    [one] Una persona tiene este rol.
    [many] { $count } personas tienen este rol.
   *[other] { $count } personas tienen este rol.
}
role-apply = Aplicar
role-apply-text = Todavía no ha cambiado nada.
role-saved = El rol «{ $label }» vale desde el próximo clic.
role-make-like = Nuevo rol como este
role-change = Cambiar
role-remove = Eliminar el rol
role-remove-question = ¿Eliminar el rol «{ $label }»?
role-remove-text = Nadie debe tenerlo ya. Lo que se hizo con él sigue en la evidencia.
role-removed = El rol se ha eliminado.
fault-role-held = { $count ->
    [one] Una persona tiene aún este rol. Dele antes otro.
    [many] { $count } personas tienen aún este rol. Deles antes otro.
   *[other] { $count } personas tienen aún este rol. Deles antes otro.
}
fault-role-unseen = Nadie trabaja con registros que no ve. Deje que el rol vea al menos hasta donde trabaja.
