# La página de componentes, para quien construye Candor.
look-title = Aspecto
look-lead = Los valores y componentes de las páginas, cada uno una vez, en su idioma y tema.
look-colours = Colores
look-type = Tipografía
look-shape = Radios, espacio y medidas
look-small = Piezas pequeñas
look-records = Valores, formularios y listas
look-time = Tiempo
look-around = Alrededor de la página o mostrado por un script
look-sample = Una muestra
look-sentence = Una frase tal como aparece en una página.
look-person = Ana Ruiz
look-company = Consorcio Vidal
look-deal = Bombas para el puerto
