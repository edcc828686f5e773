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
	PaperProtocolHint   = T{"Quello dell'ente. Vuoto: torna da protocollare", "The body's own. Empty: without protocol again"}
	PaperProtocolSave   = T{"Salva il protocollo", "Save the protocol"}
	PaperProtocolSet    = T{"Protocollo del documento %s salvato.", "Protocol of document %s saved."}
	PaperProtocolGone   = T{"Il documento %s è di nuovo da protocollare.", "Document %s is without protocol again."}

	PaperVoided     = T{"annullato", "voided"}
	PaperIsVoided   = T{"Documento annullato: non vale più", "Voided document: it counts no more"}
	PaperToOne      = T{"Torna al documento", "Back to the document"}
	PaperToRegister = T{"Torna al registro", "Back to the register"}
	PaperVoidKeep   = T{"Lascialo com'è", "Leave it as it is"}
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
	PaperChoose      = T{"Scegli", "Choose"}
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

// Batches, letterhead and models.
var (
	BatchTitle     = T{"Documenti per molti casi", "Documents for many cases"}
	BatchNew       = T{"Crea un documento per molti casi", "Make a document for many cases"}
	BatchAbout     = T{"Scegli i casi con i filtri dell'elenco, poi «Documento per questi casi».", "Choose the cases with the filters of the list, then “Document for these cases”."}
	BatchChoose    = T{"Scegli i casi", "Choose the cases"}
	BatchNone      = T{"Nessuno finora.", "None so far."}
	BatchCases     = T{"Casi", "Cases"}
	BatchBegun     = T{"Cominciato", "Begun"}
	BatchMade      = T{"Creati", "Made"}
	BatchSkipped   = T{"Rimasti fuori", "Left out"}
	BatchOf        = T{"%d di %d", "%d of %d"}
	BatchReload    = T{"Vedi a che punto è", "See how far it is"}
	BatchIsDone    = T{"finito", "finished"}
	BatchIsStopped = T{"fermato", "stopped"}
	BatchGoesOn    = T{"in corso", "going on"}
	BatchSeeCases  = T{"Vedi i casi", "See the cases"}
	BatchForCases  = T{"Casi scelti: %d.", "Cases chosen: %d."}
	BatchWill      = T{"Un documento per ogni caso, al massimo %d, ognuno con il suo numero di registro.", "One document for each case, %d at most, each with its number of the register."}
	BatchWillGoOn  = T{"Puoi lasciare la pagina: il lavoro va avanti, anche dopo un riavvio.", "You may leave the page: the work goes on, after a restart too."}
	BatchWillStay  = T{"Se lo fermi, i documenti già creati restano.", "If you stop it, what was made stays."}
	BatchDo        = T{"Crea i documenti", "Make the documents"}
	BatchStop      = T{"Ferma", "Stop"}
	BatchStopped   = T{"Fermato. I documenti già creati restano.", "Stopped. What was made stays."}
	BatchZip       = T{"Scarica i PDF (.zip)", "Download the PDFs (.zip)"}
	BatchLeft      = T{"Casi rimasti fuori", "Cases left out"}
	BatchLeftMore  = T{"e altri %d.", "and %d more."}
	BatchGone      = T{"non c'è più, o non lo puoi leggere", "not there any more, or not for you to read"}
	BatchNothing   = T{"manca quello di cui parla il modello", "what the model is about is missing"}
	BatchFault     = T{"non riuscito: chiedi a chi gestisce il programma", "failed: ask who runs the program"}
	BatchFromList  = T{"Documento per questi casi", "Document for these cases"}
	PaperInLang    = T{"%s (%s)", "%s (%s)"}

	PaperHead        = T{"Carta intestata", "Letterhead"}
	PaperHeadLines   = T{"Righe in alto", "Lines at the top"}
	PaperHeadHint    = T{"La prima è il nome dell'ente. Al massimo %d righe", "The first is the name of the body. %d lines at most"}
	PaperFoot        = T{"Riga in fondo", "Line at the foot"}
	PaperLogo        = T{"Logo", "Logo"}
	PaperLogoHint    = T{"PNG o JPEG, al massimo 2 MB", "PNG or JPEG, 2 MB at most"}
	PaperLogoAlt     = T{"Che cosa mostra il logo", "What the logo shows"}
	PaperLogoAltHint = T{"Per chi usa il lettore di schermo. Per esempio: stemma della Società della Salute", "For those who use a screen reader. For example: coat of arms of the body"}
	PaperNoLogo      = T{"Togli il logo", "Take the logo away"}
	PaperHeadSave    = T{"Salva la carta intestata", "Save the letterhead"}
	PaperHeadSaved   = T{"Carta intestata salvata. Vale per i documenti da ora in poi.", "Letterhead saved. It holds for documents from now on."}
	PaperModels      = T{"Modelli", "Models"}
	PaperModelsAbout = T{"Sono quelli toscani. La zona può metterne uno suo al posto di ciascuno.", "They are the Tuscan ones. The zone may put its own in place of each."}
	PaperWhose       = T{"Testo", "Text"}

	WordingTuscan      = T{"toscano", "Tuscan"}
	WordingOwnSince    = T{"della zona, dal %s", "of the zone, since %s"}
	WordingText        = T{"Testo del modello", "Text of the model"}
	WordingHint        = T{"# è un titolo, - una riga di elenco. I campi sono in fondo alla pagina", "# is a heading, - a line of a list. The fields are at the foot of the page"}
	WordingSave        = T{"Usa questo testo", "Use this text"}
	WordingSaved       = T{"La zona usa ora questo testo. I documenti già creati non cambiano.", "The zone uses this text now. What was made does not change."}
	WordingSample      = T{"Come appare, con dati inventati", "How it looks, with invented data"}
	WordingPDF         = T{"PDF di prova", "Sample PDF"}
	WordingFlaws       = T{"Che cosa correggere", "What to correct"}
	WordingFields      = T{"Campi che si possono usare", "Fields that can be used"}
	WordingRestore     = T{"Torna al modello toscano", "Back to the Tuscan model"}
	WordingRestoreAsk  = T{"Tornare al modello toscano?", "Back to the Tuscan model?"}
	WordingRestoreWill = T{"Il testo della zona non si usa più. I documenti già creati non cambiano.", "The zone's text is used no more. What was made does not change."}
	WordingBack        = T{"La zona usa ora il modello toscano.", "The zone uses the Tuscan model now."}
)
