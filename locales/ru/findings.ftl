finding-clients_without_activity = С какими клиентами никто не общался девяносто дней?
finding-clients_without_activity-help = Клиенты уходят молча. Назначьте звонок или визит каждому — тому, кто его ведёт.
finding-clients_without_activity-action = Назначить контакт

finding-clients_without_keeper = Какие клиенты остались без хозяина?
finding-clients_without_keeper-help = У них нет ответственного, или он уже ушёл из компании. Передайте каждого тому, кто будет звонить.
finding-clients_without_keeper-action = Передать

finding-deals_past_close = Какие открытые сделки уже должны быть закрыты?
finding-deals_past_close-help = Ожидаемый день закрытия прошёл, и прогноз считает деньги, которые не идут. Выиграйте, проиграйте или поставьте реальный день.
finding-deals_past_close-action = Поставить срок

finding-deals_stuck = Какие сделки застряли на первом контакте больше чем на две недели?
finding-deals_stuck-help = Что не сдвинулось за две недели, редко сдвигается потом. Назначьте следующий шаг или закройте сделку с причиной.
finding-deals_stuck-action = Назначить следующий шаг

finding-deals_without_next_step = По каким открытым сделкам ничего не запланировано?
finding-deals_without_next_step-help = Прогноз из сделок без следующего шага — это догадка. Поставьте на каждую задачу со сроком.
finding-deals_without_next_step-action = Назначить следующий шаг

finding-deals_won_without_contact = Какие сделки выиграны, а кто купил — неизвестно?
finding-deals_won_without_contact-help = Деньги есть, а человека за ними нет: некому перезвонить и некому продать снова. Укажите контакт в каждой.
finding-deals_won_without_contact-action = Указать контакт

finding-duplicate_companies = Какие компании записаны в базе дважды?
finding-duplicate_companies-help = У них общий налоговый номер, почта, телефон или название. Две записи одного клиента скрывают от каждого продавца половину истории.
finding-duplicate_companies-action = Сравнить рядом

finding-duplicate_contacts = Какие люди записаны в базе дважды?
finding-duplicate_contacts-help = У них общая почта или мобильный номер. Сказанное им разбросано по двум записям.
finding-duplicate_contacts-action = Сравнить рядом

finding-figures_in_doubt = За какие импортированные цифры никто не может поручиться?
finding-figures_in_doubt-help = Здесь таблицы противоречат себе или друг другу. Пока никто не решил, любая сумма с этими цифрами под вопросом.
finding-figures_in_doubt-action = Посмотреть и решить

finding-missing_facts = О каких компаниях не известно даже главного?
finding-missing_facts-help = У них нет телефона, почты, отрасли или налогового номера. Каждый заполняет недостающее в своих компаниях.
finding-missing_facts-action = Заполнить недостающее

finding-missing_facts_contacts = Каким контактам нельзя ни позвонить, ни написать?
finding-missing_facts_contacts-help = У них нет ни почты, ни телефона. Одно имя ничего не продаёт.
finding-missing_facts_contacts-action = Заполнить недостающее

finding-missing_facts_deals = В каких сделках нет того, что нужно для прогноза?
finding-missing_facts_deals-help = Нет компании, или сделка открыта без суммы или срока закрытия, или проиграна без причины.
finding-missing_facts_deals-action = Заполнить недостающее

finding-overdue_tasks = У каких задач прошёл срок?
finding-overdue_tasks-help = Кому-то что-то обещали. Сделайте или передайте тому, у кого есть время.
finding-overdue_tasks-action = Передать

finding-tickets_waiting = Какие клиенты ждут ответа больше недели?
finding-tickets_waiting-help = Каждый день ожидания — повод уйти. Передайте обращение тому, кто ответит сегодня.
finding-tickets_waiting-action = Передать
