document = Документ
document-plural = Документы

document-f-name = Название
document-f-name-help = Если оставить пустым, возьмётся имя файла.
document-f-file = Файл
document-f-kind = Вид
document-f-kind-o-contract = Договор
document-f-kind-o-offer = Предложение
document-f-kind-o-invoice = Счёт
document-f-kind-o-act = Акт
document-f-kind-o-letter = Письмо
document-f-kind-o-other = Другое
document-f-signed_on = Подписан
document-f-expires_on = Действует до
document-f-company = Компания
document-f-deal = Сделка
document-f-order = Заказ

document-s-expiring = Истекают в ближайшие 30 дней
document-s-without_file = Без файла

document-m-count = Документы

document-c-main = Документ
document-c-about = К чему относится
