task = Tarea
task-plural = Tareas

task-f-subject = Qué hay que hacer
task-f-due = Para el día
task-f-status = Estado
task-f-status-o-open = Pendiente
task-f-status-o-done = Hecha
task-f-status-o-cancelled = Anulada
task-f-priority = Prioridad
task-f-priority-o-low = Baja
task-f-priority-o-normal = Normal
task-f-priority-o-high = Alta
task-f-company = Empresa
task-f-contact = Contacto
task-f-deal = Oportunidad
task-f-done_at = Hecha el
task-f-description = Notas

task-s-open = Pendientes
task-s-mine = Mías
task-s-today = Para hoy
task-s-overdue = Atrasadas

task-m-count = Tareas
task-m-open_count = Tareas pendientes
task-m-overdue_count = Tareas atrasadas

task-c-main = Tarea
task-c-about = A qué se refiere
task-c-notes = Notas
