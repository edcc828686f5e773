package text

// Documents: what their commands say.
var (
	PaperReference     = T{"Documento %d/%d", "Document %d/%d"}
	PaperTitleNeed     = T{"Scrivi un titolo.", "Write a title."}
	PaperTextNeed      = T{"Il testo è vuoto: scrivi qualcosa, o riparti dal modello.", "The text is empty: write something, or begin again from the model."}
	PaperFilesNeed     = T{"Scegli almeno un file.", "Choose at least one file."}
	PaperFlawAt        = T{"Riga %d: %s", "Line %d: %s"}
	PaperModelUnknown  = T{"Questo modello non c'è: sceglilo dall'elenco.", "There is no such model: choose one of the list."}
	PaperLangUnknown   = T{"Questo modello non c'è in questa lingua: scegline un'altra.", "This model is not there in this language: choose another."}
	PaperNotOfCase     = T{"Questo modello non è di un caso: si crea dal registro.", "This model is not of a case: it is made from the register."}
	PaperNotOfZone     = T{"Questo modello è di un caso: si crea dal fascicolo.", "This model is of a case: it is made from the case file."}
	PaperSubjectNone   = T{"Nel caso non c'è ancora quello di cui parla questo modello.", "What this model is about is not in the case yet."}
	PaperSubjectGone   = T{"Quello di cui parla questo documento non c'è, o non è di questo caso: sceglilo di nuovo.", "What this document is about is not there, or not of this case: choose it again."}
	PaperPartsNeed     = T{"Scegli almeno una parte.", "Choose at least one part."}
	PaperPartUnknown   = T{"Questa parte non c'è: sceglila dall'elenco.", "There is no such part: choose one of the list."}
	PaperNotEditable   = T{"Il testo di questo modello non si cambia a mano.", "The text of this model is not changed by hand."}
	PaperProtocolDay   = T{"Scrivi il giorno del protocollo.", "Write the day of the protocol."}
	PaperVoidedAlready = T{"Il documento è già annullato.", "The document is voided already."}
	PaperHeadNeed      = T{"Scrivi almeno una riga: il nome dell'ente.", "Write one line at least: the name of the body."}
	PaperHeadMany      = T{"Troppe righe: al massimo %d.", "Too many lines: %d at most."}
	PaperLogoAltNeed   = T{"Scrivi che cosa mostra il logo, per chi non lo vede.", "Write what the logo shows, for those who do not see it."}
	PaperFewer         = T{"meno di 5", "fewer than 5"}
	PaperWithheld      = T{"non indicato", "not stated"}
	PaperTitleOf       = T{"%s del %s", "%s of %s"}
	PaperCaseManager   = T{"case manager", "case manager"}
	PaperNoTown        = T{"Comune non indicato", "Municipality not given"}
	BatchNoCase        = T{"Nessun caso: scegli altri filtri.", "No case: choose other filters."}
	BatchFilterWrong   = T{"Uno dei filtri non si può leggere: sceglili di nuovo nell'elenco dei casi.", "One of the filters cannot be read: choose them again in the list of cases."}
	BatchTooMany       = T{"Troppi casi: al massimo %d per volta. Restringi i filtri.", "Too many cases: %d at a time at most. Narrow the filters."}
)
