finding-clients_without_activity = ¿Con qué clientes no ha hablado nadie en noventa días?
finding-clients_without_activity-help = Los clientes se van en silencio. Planifique una llamada o una visita para cada uno, con la persona que lo lleva.
finding-clients_without_activity-action = Planificar el contacto

finding-clients_without_keeper = ¿Qué clientes no lleva nadie?
finding-clients_without_keeper-help = No tienen responsable, o están a nombre de alguien que ya se fue. Entregue cada uno a una persona que vaya a llamar.
finding-clients_without_keeper-action = Traspasar

finding-deals_past_close = ¿Qué oportunidades abiertas deberían estar ya cerradas?
finding-deals_past_close-help = Su cierre previsto ya pasó, y la previsión cuenta con un dinero que no llega. Delas por ganadas o perdidas, o ponga un día creíble.
finding-deals_past_close-action = Poner la fecha

finding-deals_stuck = ¿Qué oportunidades llevan más de dos semanas estancadas en el primer contacto?
finding-deals_stuck-help = Lo que no avanza en dos semanas rara vez avanza después. Planifique el próximo paso, o cierre la oportunidad con su motivo.
finding-deals_stuck-action = Planificar el próximo paso

finding-deals_without_next_step = ¿En qué oportunidades abiertas no hay nada planificado?
finding-deals_without_next_step-help = Una previsión hecha de oportunidades sin próximo paso es una conjetura. Póngale a cada una una tarea con fecha.
finding-deals_without_next_step-action = Planificar el próximo paso

finding-deals_won_without_contact = ¿Qué oportunidades se ganaron sin que conste quién compró?
finding-deals_won_without_contact-help = Hay dinero, pero ninguna persona detrás: nadie puede volver a llamar ni volver a vender. Ponga el contacto en cada una.
finding-deals_won_without_contact-action = Poner el contacto

finding-duplicate_companies = ¿Qué empresas están dos veces en la base?
finding-duplicate_companies-help = Comparten NIF, correo, teléfono o nombre. Dos registros de un mismo cliente ocultan a cada comercial la mitad de su historia.
finding-duplicate_companies-action = Comparar lado a lado

finding-duplicate_contacts = ¿Qué personas están dos veces en la base?
finding-duplicate_contacts-help = Comparten correo o móvil. Lo que se habló con ellas está repartido entre dos registros.
finding-duplicate_contacts-action = Comparar lado a lado

finding-figures_in_doubt = ¿Por qué cifras importadas no responde nadie?
finding-figures_in_doubt-help = Aquí las hojas de cálculo se contradicen. Hasta que alguien decida, toda suma con estas cifras está en duda.
finding-figures_in_doubt-action = Revisar y decidir

finding-missing_facts = ¿De qué empresas no se sabe ni lo básico?
finding-missing_facts-help = Les falta el teléfono, el correo, el sector o el NIF. Cada persona completa lo que falta en las empresas que lleva.
finding-missing_facts-action = Completar lo que falta

finding-missing_facts_contacts = ¿A qué contactos no se les puede llamar ni escribir?
finding-missing_facts_contacts-help = No tienen ni correo ni teléfono. Un nombre solo no vende nada.
finding-missing_facts_contacts-action = Completar lo que falta

finding-missing_facts_deals = ¿A qué oportunidades les falta lo que pide una previsión?
finding-missing_facts_deals-help = No tienen empresa, o están abiertas sin importe o sin cierre previsto, o se perdieron sin motivo.
finding-missing_facts_deals-action = Completar lo que falta

finding-overdue_tasks = ¿A qué tareas se les ha pasado la fecha?
finding-overdue_tasks-help = A alguien se le prometió algo. Hágalas, o páselas a quien tenga tiempo.
finding-overdue_tasks-action = Traspasar

finding-tickets_waiting = ¿Qué clientes esperan respuesta desde hace más de una semana?
finding-tickets_waiting-help = Cada día de espera es un motivo para irse. Pase la incidencia a quien responda hoy.
finding-tickets_waiting-action = Traspasar
