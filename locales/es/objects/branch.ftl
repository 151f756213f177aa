branch = Sucursal
branch-plural = Sucursales

branch-f-name = Nombre
branch-f-head = Director
branch-f-head-help = Ve todos los registros de esta sucursal y de las que dependen de ella.
branch-f-parent = Depende de
branch-f-parent-help = La sucursal de la que depende.
branch-f-city = Ciudad
branch-f-country = País
branch-f-work_calendar = Horario
branch-f-work_calendar-help = De las personas de esta sucursal. Vacío: el de la sucursal superior o, si no, de lunes a viernes, de 09:00 a 18:00.

branch-m-count = Sucursales

branch-c-main = Sucursal

branch-r-branches = Sucursales dependientes
