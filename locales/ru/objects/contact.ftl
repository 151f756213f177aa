contact = Контакт
contact-plural = Контакты

contact-f-name = Имя
contact-f-name-help = Имя и фамилия, как на визитке.
contact-f-first_name = Имя без фамилии
contact-f-last_name = Фамилия
contact-f-job_title = Должность
contact-f-company = Компания
contact-f-email = Почта
contact-f-phone = Телефон
contact-f-mobile = Мобильный
contact-f-language = Язык
contact-f-language-o-en = Английский
contact-f-language-o-es = Испанский
contact-f-language-o-ru = Русский
contact-f-language-o-other = Другой
contact-f-birthday = День рождения
contact-f-consent = Согласие на рассылку
contact-f-consent-help = Без него нельзя отправлять рассылки.
contact-f-consent-o-given = Дано
contact-f-consent-o-refused = Отказ
contact-f-consent-o-not_asked = Не спрашивали
contact-f-do_not_contact = Не беспокоить
contact-f-description = Заметки
contact-f-last_contact = Последний контакт

contact-s-without_company = Без компании
contact-s-unreachable = Не связаться
contact-s-may_be_mailed = Можно писать

contact-m-count = Контакты

contact-r-parts = Роли в сделках

contact-c-main = Контакт
contact-c-reach = Как связаться
contact-c-more = Дополнительно
