product = Producto
product-plural = Productos

product-f-name = Nombre
product-f-code = Código
product-f-category = Categoría
product-f-price = Precio
product-f-price-help = El precio de tarifa por unidad, sin impuestos.
product-f-cost = Coste
product-f-cost-help = Lo que nos cuesta una unidad.
product-f-unit = Unidad
product-f-unit-o-piece = Unidad
product-f-unit-o-set = Juego
product-f-unit-o-kilogram = Kilogramo
product-f-unit-o-litre = Litro
product-f-unit-o-metre = Metro
product-f-unit-o-hour = Hora
product-f-unit-o-month = Mes
product-f-indivisible = Solo unidades enteras
product-f-indivisible-help = Una fracción en un pedido es entonces un error, no un dato.
product-f-active = A la venta
product-f-description = Notas

product-s-on_sale = A la venta
product-s-without_price = Sin precio

product-m-count = Productos

product-c-main = Producto
product-c-price = Precio
product-c-notes = Notas
