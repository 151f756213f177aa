participant = Person in the deal
participant-plural = People in the deal

participant-f-deal = Deal
participant-f-contact = Contact
participant-f-part = Part
participant-f-part-o-decision_maker = Decides
participant-f-part-o-influencer = Advises
participant-f-part-o-buyer = Buys
participant-f-part-o-user = Uses it
participant-f-part-o-champion = Speaks for us
participant-f-part-o-opponent = Speaks against us
participant-f-part-o-other = Other
participant-f-note = Note
participant-f-note-help = What matters to them, in a few words.

participant-m-count = People

participant-c-main = Part in the deal
