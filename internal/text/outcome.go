package text

// What is wrong with a closure, an answer, a summary.
var (
	ChooseContract      = T{"Scegli che contratto è.", "Choose what contract it is."}
	ContractEnds        = T{"Il contratto finisce prima del %s: controlla la data.", "The contract ends before %s: check the day."}
	WeeklyHoursWrong    = T{"Scrivi le ore alla settimana con un numero da 1 a %d.", "Write the hours a week as a number from 1 to %d."}
	ChooseZone          = T{"Scegli la zona in cui va la persona.", "Choose the zone to which the person goes."}
	WriteService        = T{"Scrivi a quale servizio va la persona.", "Write to which service the person goes."}
	ExitUnknown         = T{"Questa valutazione di uscita non è più quella del caso: ricarica la pagina.", "This exit assessment is no longer the case's: reload the page."}
	ExitOrWhy           = T{"Manca la valutazione di uscita: falla prima, o scrivi perché non c'è.", "The exit assessment is missing: make it first, or write why there is none."}
	WriteAnswer         = T{"Scrivi che cosa leggerà chi ha segnalato.", "Write what the referrer will read."}
	SettleAction        = T{"%s: scegli come finisce.", "%s: choose how it ends."}
	ClosureTooLate      = T{"La chiusura non si può più annullare: riapri il caso come nuovo episodio.", "The closure can no longer be undone: reopen the case as a new episode."}
	ClosureTookBack     = T{"Chiusura annullata", "Closure taken back"}
	ChooseAnswer        = T{"Scegli come va.", "Choose how things go."}
	FollowUpNotAnswered = T{"Questo follow-up non ha una risposta: ricarica la pagina.", "This follow-up has no answer: reload the page."}
	FollowUpReopened    = T{"Dopo questa chiusura il caso è stato riaperto: come va si scrive nel diario.", "The case was reopened after this closure: how things go is written in the diary."}
)

// The page of a closure.
var (
	ReportTitle       = T{"Relazione di chiusura", "Closing report"}
	ContractKind      = T{"Contratto", "Contract"}
	ContractUntil     = T{"Fine del contratto", "End of the contract"}
	ContractUntilHint = T{"Lascia vuoto se è a tempo indeterminato", "Leave empty for a permanent one"}
	WeeklyHours       = T{"Ore alla settimana", "Hours a week"}
	ToZone            = T{"Zona in cui va", "Zone to which they go"}
	ToService         = T{"Servizio a cui va", "Service to which they go"}
	ZoneElsewhere     = T{"Fuori dalla Toscana", "Outside Tuscany"}
)

var (
	CloseReasonTitle  = T{"Motivo ed esiti", "Reason and outcomes"}
	CloseNote         = T{"Che cosa è successo", "What happened"}
	CloseExit         = T{"Valutazione di uscita", "Exit assessment"}
	CloseExitDone     = T{"Fatta il %s", "Made on %s"}
	CloseExitOpen     = T{"Aprila", "Open it"}
	CloseExitNone     = T{"Non c'è ancora", "Not there yet"}
	CloseExitBegin    = T{"Cominciala adesso", "Begin it now"}
	CloseNoExit       = T{"Perché non c'è", "Why there is none"}
	CloseActions      = T{"Azioni ancora aperte", "Actions still open"}
	CloseActionsHint  = T{"Per ognuna scegli che cosa succede con la chiusura.", "Choose for each what happens with the closure."}
	ActionEnds        = T{"Finisce", "It ends"}
	ActionInterrupts  = T{"Si interrompe", "It is interrupted"}
	ActionGoesOn      = T{"Va avanti senza di noi", "It goes on without us"}
	ActionHowEnded    = T{"Com'è finita", "How it ended"}
	ActionWhyStopped  = T{"Perché si interrompe", "Why it is interrupted"}
	ReportWanted      = T{"Scrivi la relazione e mettila fra i documenti", "Write the report and keep it among the documents"}
	ReportWords       = T{"Testo della relazione", "Text of the report"}
	ReportHint        = T{"Preparato con quello che c'è nel fascicolo. Correggilo: # è un titolo, - una riga di elenco.", "Prepared with what the file holds. Correct it: # is a heading, - a line of a list."}
	ReportRewrite     = T{"Riscrivi con motivo ed esiti scelti", "Write it anew with the reason and outcomes chosen"}
	ReportRewriteHint = T{"Sostituisce il testo qui sopra.", "It takes the place of the text above."}
	ReferrerAnswer    = T{"Risposta a chi ha segnalato", "Answer to the referrer"}
	AnswerTell        = T{"Avvisa chi ha segnalato che il percorso è finito", "Tell the referrer that the path has ended"}
	AnswerWords       = T{"Che cosa leggerà", "What they will read"}
	AnswerHint        = T{"Legge solo queste parole: non il motivo, non la relazione.", "They read these words only: neither the reason nor the report."}
	AnswerProposed    = T{"Il percorso della persona che hai segnalato è finito il %s. Grazie della collaborazione.", "The path of the person whom you referred ended on %s. Thank you for your cooperation."}
	SaveAndStay       = T{"Controlla", "Check"}
	CloseStandsNow    = T{"Adesso il caso è: %s, dal %s. Controlla e invia di nuovo.", "The case is now: %s, since %s. Check and send again."}
	CloseLeaves       = T{"Il caso esce dall'elenco di chi lo segue e la prossima data si toglie.", "The case leaves the list of who follows it and the next date is cleared."}
	CloseEndsRest     = T{"La sospensione finisce.", "The suspension ends."}
	CloseEndsOffer    = T{"L'offerta di passaggio che aspetta risposta si ritira.", "The hand-over that waits for an answer is withdrawn."}
	CloseFollows      = T{"Entro il %[2]s si chiede come va (%[1]s); non dopo un decesso o un'apertura per errore.", "By %[2]s one asks how things go (%[1]s); not after a death or an opening by mistake."}
	CloseCanUndo      = T{"Oggi puoi annullare; poi il caso si riapre come nuovo episodio.", "You can undo today; later the case is reopened as a new episode."}
	CaseClosedUndo    = T{"Caso chiuso.", "Case closed."}
	ClosureUndone     = T{"Chiusura annullata: il caso è com'era prima.", "Closure undone: the case is as it was before."}
	ClosureTitle      = T{"Completa la chiusura", "Complete the closure"}
	ClosureWhole      = T{"Alla chiusura non manca niente.", "The closure lacks nothing."}
	ClosureComplete   = T{"Completa la chiusura", "Complete the closure"}
	ClosureCompleted  = T{"Chiusura completata.", "Closure completed."}
	BackToCase        = T{"Torna al caso", "Back to the case"}
)

// The page of a follow-up, and what the case says after a closure.
var (
	FollowUpTitle    = T{"Come va?", "How are things going?"}
	FollowUpAsk      = T{"Senti %s e scegli una risposta.", "Speak to %s and choose an answer."}
	FollowUpMore     = T{"Aggiungi giorno, lavoro o nota", "Add day, job or note"}
	FollowUpDay      = T{"Saputo il", "Heard on"}
	FollowUpJob      = T{"Se lavora", "If in work"}
	FollowUpNote     = T{"Nota", "Note"}
	FollowUpNoteHint = T{"La legge chi apre il caso: niente di riservato", "Whoever opens the case reads it: nothing reserved"}
	FollowUpWhat     = T{"Che cosa serve sapere", "What is to be known"}
	FollowUpBy       = T{"Entro il", "By"}
	FollowUpAnswer   = T{"Risposta", "Answer"}
	FollowUpWill     = T{"La risposta si salva subito e si può annullare. Con l'ultima il follow-up finisce.", "The answer is saved at once and can be undone. With the last one the follow-up ends."}
	FollowUpSaved    = T{"%s: %s.", "%s: %s."}
	FollowUpUndone   = T{"Risposta annullata.", "Answer undone."}
	AfterClosure     = T{"Dopo la chiusura", "After the closure"}
	AfterUndo        = T{"Annulla la chiusura", "Undo the closure"}
	AfterLacks       = T{"Completa la chiusura", "Complete the closure"}
	AfterMissing     = T{"manca", "missing"}
	AfterNone        = T{"Nessun follow-up", "No follow-up"}
	AfterAnswered    = T{"%s: %s", "%s: %s"}
	SaidFollowUp     = T{"Follow-up, %s: %s", "Follow-up, %s: %s"}
	ActSummary       = T{"Prepara la sintesi per un altro servizio", "Prepare the summary for another service"}
)

// The page of a summary for another zone or service.
var (
	SummaryTitle       = T{"Sintesi per il passaggio", "Summary for the hand-over"}
	SummaryAbout       = T{"Un documento per chi seguirà la persona, con le sole parti che scegli. Le sezioni riservate restano fuori.", "A document for whoever will follow the person, with the parts that you choose only. The reserved sections stay out."}
	SummaryTo          = T{"A chi va", "To whom it goes"}
	SummaryToHint      = T{"Zona o servizio, per esempio: Équipe SIIL di Pistoia. Resta scritto nel registro", "Zone or service, for example: SIIL team of Pistoia. It stays in the log"}
	SummaryWhy         = T{"Perché", "Why"}
	SummaryParts       = T{"Che cosa contiene", "What it holds"}
	SummaryPartsHint   = T{"Solo quello che serve a chi la riceve", "Only what whoever receives it needs"}
	SummaryWrite       = T{"Scrivi la sintesi", "Write the summary"}
	SummaryAgain       = T{"Riscrivila con le parti scelte", "Write it anew with the parts chosen"}
	SummaryText        = T{"Testo della sintesi", "Text of the summary"}
	SummaryWill        = T{"La sintesi per %s entra fra i documenti con il suo numero, in PDF e .odt; il registro degli accessi scrive a chi va.", "The summary for %s is kept among the documents with its number, as PDF and .odt; the log says to whom it goes."}
	SummaryMake        = T{"Crea il documento", "Make the document"}
	SummaryMade        = T{"Sintesi per %s creata.", "Summary for %s made."}
	SummaryToNeeded    = T{"Scrivi a chi va la sintesi.", "Write to whom the summary goes."}
	SummaryWhyNeeded   = T{"Scrivi perché la dai: resta nel documento.", "Write why you give it: it stays in the document."}
	SummaryPartsNeeded = T{"Scegli almeno una parte.", "Choose at least one part."}
	PartIdentity       = T{"Chi è", "Who they are"}
	PartContacts       = T{"Recapiti", "Contacts"}
	PartNeeds          = T{"Bisogni della segnalazione", "Needs of the referral"}
	PartProfile        = T{"Profilo della valutazione", "Profile of the assessment"}
	PartProject        = T{"Progetto", "Project"}
	PartActions        = T{"Azioni", "Actions"}
	PartChecks         = T{"Verifiche", "Checks"}
	PartClosing        = T{"Chiusura ed esiti", "Closure and outcomes"}
)
