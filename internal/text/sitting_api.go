package text

// Operations on a sitting beside its journey, and the documents.
var (
	APIAgendaFileTitle  = T{"Ordine del giorno in PDF", "Agenda in PDF"}
	APIAgendaFileAbout  = T{"Chi è convocato, coordinamento e segreteria. Senza nomi, da affiggere o spedire; con names=true i nomi che puoi sapere.", "Those called, coordination and secretariat. Without names, to be posted or sent; with names=true the names that you may know."}
	APIMinutesFileTitle = T{"Verbale in PDF", "Minutes in PDF"}
	APIMinutesFileAbout = T{"Chi è convocato, coordinamento e segreteria. Gli estratti che non puoi leggere non ci sono. In fondo porta l'impronta e la testa firmata del registro.", "Those called, coordination and secretariat. The extracts that you may not read are not in it. At its end stand the digest and the signed head of the log."}
	APIExtractTitle     = T{"Estratto di un caso in PDF", "Extract of one case in PDF"}
	APIExtractAbout     = T{"La parte del verbale su un caso: di nessun altro caso dice qualcosa. Chi può leggere l'estratto nel verbale, e chi lavora sul caso.", "The part of the minutes about one case: it tells nothing of any other case. Whoever may read the extract in the minutes, and who works on the case."}
	APICancelTitle      = T{"Annullamento di una seduta", "Cancellation of a sitting"}
	APICancelAbout      = T{"Coordinamento e segreteria, prima che cominci. Chi è convocato riceve l'avviso e i casi tornano liberi. 409 se la seduta è cominciata o è cambiata.", "Coordination and secretariat, before it begins. Those called are told and the cases are free again. 409 when the sitting has begun or was changed."}
	APISittingReply     = T{"Risposta alla convocazione", "Answer to the call"}
	APISittingReplyIs   = T{"Chi è convocato dice se viene, finché la seduta non è chiusa. Si può cambiare.", "Whoever is called says whether they come, until the sitting is closed. It can be changed."}
	APIReopenItTitle    = T{"Riapertura di una decisione", "Reopening of a decision"}
	APIReopenItAbout    = T{"Annulla la decisione su un caso e tutto quello che ne è seguito; del caso si parla di nuovo. Chi può decidere. 409 se la seduta è chiusa, se sul caso non si è deciso o se il caso è cambiato dopo.", "Takes the decision on a case back with all that followed from it; the case is talked about again. Whoever may decide. 409 when the sitting is closed, when the case was not decided, or when it has changed since."}
	APIConflictTitle    = T{"Uscita da un caso per conflitto d'interessi", "Stepping out of a case for a conflict of interest"}
	APIConflictAbout    = T{"Chi è convocato esce da un caso: da lì non ne legge e non ne scrive niente e non conta per il numero legale. Resta nel verbale. 409 se è già fuori o se sul caso si è deciso.", "Whoever is called steps out of a case: from then on they read and write nothing of it and do not count for the quorum. It stays in the minutes. 409 when they are out already or the case is decided."}
	APIConflictEndTitle = T{"Rientro in un caso", "Stepping back into a case"}
	APIConflictEndAbout = T{"Chi era uscito rientra, finché sul caso non si è deciso. 409 se non era fuori.", "Whoever had stepped out comes back, until the case is decided. 409 when they were not out."}
	APIQuestionTitle    = T{"Che cosa chiedi su un caso", "What you ask about a case"}
	APIQuestionAbout    = T{"Chi è convocato scrive all'équipe che cosa chiede, fino alla decisione; sostituisce quello che aveva chiesto prima.", "Whoever is called writes to the team what they ask, until the decision; it replaces what they asked before."}
	APIReceiptTitle     = T{"Ricevuta di una segnalazione in PDF", "Receipt of a referral in PDF"}
	APIReceiptAbout     = T{"Quello che hai mandato, quando si risponde e chi risponde; è anche il foglio da firmare. Chi può leggere la segnalazione.", "What you sent, when it is answered and by whom; it is the sheet to sign as well. Whoever may read the referral."}
)
