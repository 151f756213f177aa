# The page of components, for whoever builds Candor.
look-title = Look
look-lead = Tokens and components of the pages, each once, in your language and theme.
look-colours = Colours
look-type = Type
look-shape = Radius, space and places
look-small = Small parts
look-records = Values, forms and lists
look-time = Time
look-around = Around the page, or shown by a script
look-sample = A sample
look-sentence = A sentence as it stands on a page.
look-person = Ana Ruiz
look-company = Consorcio Vidal
look-deal = Pumps for the harbour
