document = Document
document-plural = Documents

document-f-name = Name
document-f-name-help = Left empty, it takes the name of the file.
document-f-file = File
document-f-kind = Kind
document-f-kind-o-contract = Contract
document-f-kind-o-offer = Offer
document-f-kind-o-invoice = Invoice
document-f-kind-o-act = Delivery note
document-f-kind-o-letter = Letter
document-f-kind-o-other = Other
document-f-signed_on = Signed
document-f-expires_on = Valid until
document-f-company = Company
document-f-deal = Deal
document-f-order = Order

document-s-expiring = Expiring within 30 days
document-s-without_file = Without a file

document-m-count = Documents

document-c-main = Document
document-c-about = What it is about
