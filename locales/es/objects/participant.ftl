participant = Persona en la oportunidad
participant-plural = Personas en la oportunidad

participant-f-deal = Oportunidad
participant-f-contact = Contacto
participant-f-part = Papel
participant-f-part-o-decision_maker = Decide
participant-f-part-o-influencer = Asesora
participant-f-part-o-buyer = Compra
participant-f-part-o-user = Lo usa
participant-f-part-o-champion = A nuestro favor
participant-f-part-o-opponent = En contra
participant-f-part-o-other = Otro
participant-f-note = Nota
participant-f-note-help = Qué le importa, en pocas palabras.

participant-m-count = Personas

participant-c-main = Papel en la oportunidad
