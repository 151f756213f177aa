absence = Ausencia
absence-plural = Ausencias

absence-f-kind = Motivo
absence-f-kind-help = Solo lo ven usted y sus jefes; los demás ven que usted no está.
absence-f-kind-o-leave = Vacaciones
absence-f-kind-o-sick = Baja por enfermedad
absence-f-kind-o-other = Otro
absence-f-first_day = Primer día
absence-f-last_day = Último día
absence-f-note = Nota

absence-s-now = Ausentes hoy
absence-s-coming = Próximas

absence-m-count = Ausencias

absence-c-main = Ausencia
