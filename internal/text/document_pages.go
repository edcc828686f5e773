package text

// Documents: what their pages say.
var (
	TabDocuments  = T{"Documenti", "Documents"}
	NavDocuments  = T{"Documenti", "Documents"}
	PaperRegister = T{"Registro dei documenti", "Register of documents"}
	PaperOf       = T{"Documenti di %s", "Documents of %s"}
	PaperCaption  = T{"Documenti", "Documents"}
	PaperNumber   = T{"Numero", "Number"}
	PaperYear     = T{"Anno", "Year"}
	PaperTitle    = T{"Titolo", "Title"}
	PaperDay      = T{"Del", "Of"}
	PaperBy       = T{"Fatto da", "Made by"}
	PaperModel    = T{"Modello", "Model"}
	PaperSection  = T{"Sezione", "Section"}
	PaperState    = T{"Stato", "State"}
	PaperFiles    = T{"File", "Files"}
	PaperCase     = T{"Caso", "Case"}
	PaperCaseNo   = T{"caso %s", "case %s"}
	PaperLanguage = T{"Lingua", "Language"}
	PaperText     = T{"Testo del documento", "Text of the document"}
	PaperNumbered = T{"Documento %d/%d", "Document %d/%d"}
	PaperWhatToDo = T{"Che cosa fare", "What to do"}

	PaperProtocol       = T{"Protocollo", "Protocol"}
	PaperProtocolOf     = T{"Protocollo del documento %s", "Protocol of document %s"}
	PaperProtocolIs     = T{"%s del %s", "%s of %s"}
	PaperNoProtocol     = T{"da protocollare", "without protocol"}
	PaperToProtocol     = T{"Da protocollare", "Without protocol"}
	PaperNone           = T{"non ancora", "not yet"}
	PaperProtocolNumber = T{"Numero di protocollo", "Protocol number"}
	PaperProtocolDate   = T{"Protocollato il", "Protocol date"}
	PaperProtocolHint   = T{"Quello del protocollo dell'ente. Vuoto: il documento torna da protocollare", "The one of the body's protocol. Empty: the document is without protocol again"}
	PaperProtocolSave   = T{"Salva il protocollo", "Save the protocol"}
	PaperProtocolSet    = T{"Protocollo del documento %s salvato.", "Protocol of document %s saved."}
	PaperProtocolGone   = T{"Il documento %s è di nuovo da protocollare.", "Document %s is without protocol again."}

	PaperVoided     = T{"annullato", "voided"}
	PaperVoidedBy   = T{"Il %s, da %s: %s", "On %s, by %s: %s"}
	PaperVoidDo     = T{"Annulla il documento", "Void the document"}
	PaperVoidAsk    = T{"Annullare il documento %d/%d?", "Void document %d/%d?"}
	PaperVoidWill   = T{"Il documento resta nel registro con il suo numero, segnato come annullato, con il motivo. Non si può tornare indietro.", "The document stays in the register with its number, marked as voided, with the reason. This cannot be taken back."}
	PaperVoidedNow  = T{"Documento %s annullato.", "Document %s voided."}
	PaperWhy        = T{"Perché", "Why"}
	PaperVoidedMany = T{"Annullati", "Voided"}

	PaperBrought     = T{"Documento allegato", "Attached document"}
	PaperBroughtMany = T{"Allegati", "Attached"}
	PaperMadeHere    = T{"Fatti qui", "Made here"}
	PaperAll         = T{"Tutti", "All"}

	PaperBring         = T{"Aggiungi un documento", "Add a document"}
	PaperBringDo       = T{"Aggiungi al caso", "Add to the case"}
	PaperTitleHint     = T{"Per esempio: ISEE 2026", "For example: ISEE 2026"}
	PaperOwnDay        = T{"Data del documento", "Date of the document"}
	PaperSectionChoose = T{"Scegli una sezione dall'elenco.", "Choose a section of the list."}
	PaperAdded         = T{"Documento %s aggiunto.", "Document %s added."}

	PaperMakeOne     = T{"Crea un documento", "Make a document"}
	PaperGoOn        = T{"Prepara", "Prepare"}
	PaperSummaryLink = T{"Sintesi per il passaggio a un altro servizio", "Summary for another service"}
	PaperPreview     = T{"Anteprima del documento", "Preview of the document"}
	PaperMissing     = T{"Dati che mancano", "What is missing"}
	PaperMissingHint = T{"Al loro posto c'è una riga di puntini: si scrive a mano sul foglio.", "In their place stands a dotted line, to be filled in by hand."}
	PaperReaders     = T{"Lo potranno leggere: %s.", "It can be read by: %s."}
	PaperMake        = T{"Crea il documento", "Make the document"}
	PaperEdit        = T{"Modifica il testo", "Edit the text"}
	PaperUpdate      = T{"Aggiorna l'anteprima", "Update the preview"}
	PaperFromModel   = T{"Torna al testo del modello", "Back to the model's text"}
	PaperDraftFound  = T{"Questo è il testo che avevi cominciato a modificare.", "This is the text that you had begun to edit."}
	PaperInLanguage  = T{"Mostra in questa lingua", "Show in this language"}
	PaperMade        = T{"Documento %s creato.", "Document %s made."}
	PaperBack        = T{"Torna ai documenti", "Back to the documents"}
	PaperGet         = T{"Scarica %s", "Download %s"}
	PaperDownload    = T{"Scarica %s: %s", "Download %s: %s"}
	PaperDigests     = T{"Impronte dei file (SHA-256)", "Digests of the files (SHA-256)"}

	PaperSettings     = T{"Carta e modelli", "Paper and models"}
	PaperBatches      = T{"Molti insieme", "Many at once"}
	PaperXLSX         = T{"Scarica .xlsx", "Download .xlsx"}
	PaperOfZone       = T{"Crea un documento della zona", "Make a document of the zone"}
	PaperFilter       = T{"Filtra", "Filter"}
	PaperPeriod       = T{"Periodo", "Period"}
	PaperFrom         = T{"Dal", "From"}
	PaperTo           = T{"Al", "To"}
	PaperFromDay      = T{"dal %s", "from %s"}
	PaperToDay        = T{"al %s", "to %s"}
	PaperNumberIs     = T{"numero %d", "number %d"}
	PaperAnyYear      = T{"Tutti gli anni", "Any year"}
	PaperAnyModel     = T{"Tutti i modelli", "Any model"}
	PaperNumberWrong  = T{"Scrivi il numero del documento, per esempio 12.", "Write the number of the document, for example 12."}
	PaperPeriodWrong  = T{"La fine viene prima dell'inizio: correggi una delle due date.", "The end comes before the beginning: correct one of the two dates."}
	PaperFirst        = T{"Torna all'inizio", "Back to the beginning"}
	PaperNoneFiltered = T{"Nessun documento con questi filtri.", "No document with these filters."}
	PaperNoneYet      = T{"Nessun documento nel registro. Si creano dal fascicolo, nella scheda «Documenti».", "No document in the register. They are made from the case file, under “Documents”."}
	PaperNoneMake     = T{"Nessun documento. Creane uno da un modello, o aggiungi una scansione.", "No document. Make one from a model, or add a scan."}
	PaperNoneRead     = T{"Nessun documento che puoi leggere.", "No document that you may read."}
	PaperSheetFoot    = T{"Registro dei documenti, %s. Scaricato da %s il %s alle %s.", "Register of documents, %s. Downloaded by %s on %s at %s."}
)
