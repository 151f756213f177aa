team = Equipo
team-plural = Equipos

team-f-name = Nombre
team-f-lead = Responsable
team-f-lead-help = Ve los registros de todo el equipo.

team-m-count = Equipos

team-c-main = Equipo
