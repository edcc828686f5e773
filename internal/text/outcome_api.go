package text

// The interface for closures and follow-ups.
var (
	APIFollowUpsNoun       = T{"Dopo la chiusura", "Follow-ups"}
	APIFollowUpsTitle      = T{"Follow-up di un caso", "Follow-ups of a case"}
	APIFollowUpsAbout      = T{"Come va dopo la chiusura: che cosa si chiede, entro quando, che cosa si è saputo. Quelli che una riapertura ha tolto non ci sono. result è l'indicatore FSE+ che la risposta alimenta.", "How things go after the closure: what is asked, by when, what was heard. Those that a reopening has dropped are not there. result is the FSE+ indicator that the answer feeds."}
	APIFollowUpAnswerTitle = T{"Rispondi a un follow-up", "Answer a follow-up"}
	APIFollowUpAnswerAbout = T{"Scrive come va (LAVORA, FORMAZIONE, CERCA_LAVORO, NE_LAVORO_NE_STUDIO, NON_RINTRACCIATA, RIFIUTA), al posto della risposta di prima. Può chi ha lavorato sul caso. La prima risposta comincia il follow-up, l'ultima lo conclude. 409 se il caso è di nuovo aperto.", "Writes how things go (LAVORA, FORMAZIONE, CERCA_LAVORO, NE_LAVORO_NE_STUDIO, NON_RINTRACCIATA, RIFIUTA), in place of the answer before. Whoever worked on the case may. The first answer begins the follow-up, the last one ends it. 409 when the case is open again."}
	APIFollowUpUndoTitle   = T{"Annulla la risposta a un follow-up", "Undo the answer of a follow-up"}
	APIFollowUpUndoAbout   = T{"Toglie la risposta: il follow-up aspetta di nuovo. 409 se non ne ha una.", "Takes the answer away: the follow-up waits again. 409 when it has none."}
)

func init() {
	APINouns[APIFollowUpsNoun[Italian]] = T{"Come va dopo la fine di un episodio, a 28 giorni e a 6 mesi.", "How things go after the end of an episode, at 28 days and at 6 months."}
	for name, t := range outcomeFields {
		if _, ok := APIFields[name]; ok {
			panic("two meanings of " + name)
		}
		APIFields[name] = t
	}
}

// outcomeFields says what the fields of closures and follow-ups mean, like APIFields.
var outcomeFields = map[string]T{
	"details":               {"Quello che il motivo o la risposta chiede in più", "What the reason or the answer asks for beside itself"},
	"contract_kind":         {"Tipo di contratto, codice delle linee guida", "Kind of contract, code of the guidelines"},
	"contract_until":        {"Fine del contratto; manca se è a tempo indeterminato", "End of the contract; missing for a permanent one"},
	"weekly_hours":          {"Ore alla settimana", "Hours a week"},
	"service":               {"Servizio a cui va la persona", "Service to which the person goes"},
	"exit_id":               {"Id della valutazione di uscita", "Id of the exit assessment"},
	"no_exit_reason":        {"Perché non c'è una valutazione di uscita", "Why there is no exit assessment"},
	"answered_at":           {"Quando si è risposto", "When it was answered"},
	"lacks":                 {"Che cosa manca alla chiusura", "What the closure lacks"},
	"report":                {"Chiede la relazione, che entra fra i documenti", "Asks for the report, which is kept among the documents"},
	"closure_id":            {"Id della chiusura", "Id of the closure"},
	"term":                  {"Termine, codice delle linee guida", "Term, code of the guidelines"},
	"NewClosure.answer":     {"Che cosa legge chi ha segnalato; senza, non si risponde", "What the referrer reads; without it, no answer"},
	"NewClosure.actions":    {"Le azioni ancora aperte, una per una", "The actions still open, one by one"},
	"FollowUp.answer":       {"Come va, codice delle linee guida", "How things go, code of the guidelines"},
	"FollowUpAnswer.answer": {"Come va, codice delle linee guida", "How things go, code of the guidelines"},
	"FollowUp.result":       {"Indicatore FSE+ che la risposta alimenta", "FSE+ indicator that the answer feeds"},
	"ClosingReport.text":    {"Testo della relazione; senza, quello del modello riempito", "Text of the report; without it, the model's, filled in"},
	"Settling.kind":         {"end, interrupt o goes_on", "end, interrupt or goes_on"},
	"Settling.result":       {"Com'è finita, codice delle linee guida", "How it ended, code of the guidelines"},
	"Settling.reason":       {"Perché si interrompe, codice delle linee guida", "Why it is interrupted, code of the guidelines"},
	"OutcomeDetails.zone":   {"Zona in cui va la persona, codice; altrove fuori dalla Toscana", "Zone to which the person goes, code; altrove outside Tuscany"},
}
