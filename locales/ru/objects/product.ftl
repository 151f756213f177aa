product = Товар
product-plural = Товары

product-f-name = Название
product-f-code = Артикул
product-f-category = Категория
product-f-price = Цена
product-f-price-help = Цена за единицу по прайсу, без налогов.
product-f-cost = Себестоимость
product-f-cost-help = Во сколько нам обходится единица.
product-f-unit = Единица
product-f-unit-o-piece = Штука
product-f-unit-o-set = Комплект
product-f-unit-o-kilogram = Килограмм
product-f-unit-o-litre = Литр
product-f-unit-o-metre = Метр
product-f-unit-o-hour = Час
product-f-unit-o-month = Месяц
product-f-indivisible = Только целыми
product-f-indivisible-help = Тогда дробное количество в заказе — ошибка, а не значение.
product-f-active = В продаже
product-f-description = Заметки

product-s-on_sale = В продаже
product-s-without_price = Без цены

product-m-count = Товары

product-c-main = Товар
product-c-price = Цена
product-c-notes = Заметки
