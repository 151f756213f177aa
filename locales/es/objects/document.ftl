document = Documento
document-plural = Documentos

document-f-name = Nombre
document-f-name-help = Si queda vacío, toma el nombre del archivo.
document-f-file = Archivo
document-f-kind = Tipo
document-f-kind-o-contract = Contrato
document-f-kind-o-offer = Oferta
document-f-kind-o-invoice = Factura
document-f-kind-o-act = Albarán
document-f-kind-o-letter = Carta
document-f-kind-o-other = Otro
document-f-signed_on = Firmado
document-f-expires_on = Válido hasta
document-f-company = Empresa
document-f-deal = Oportunidad
document-f-order = Pedido

document-s-expiring = Vencen en 30 días
document-s-without_file = Sin archivo

document-m-count = Documentos

document-c-main = Documento
document-c-about = A qué se refiere
