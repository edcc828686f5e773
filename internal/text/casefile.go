package text

// Why a command on a case cannot be done as it stands.
var (
	CaseNotOpen      = T{"Il caso è chiuso o sospeso: ricarica la pagina per vedere come sta.", "The case is closed or suspended: reload the page to see where it stands."}
	CaseNotSuspended = T{"Il caso non è sospeso: ricarica la pagina per vedere come sta.", "The case is not suspended: reload the page to see where it stands."}
	CaseNotClosed    = T{"Il caso non è chiuso: ricarica la pagina per vedere come sta.", "The case is not closed: reload the page to see where it stands."}
)

// What is wrong with a form of the case file.
var (
	SavedByOther       = T{"%s ha salvato alle %s. Sotto trovi com'è adesso e quello che hai scritto: scegli.", "%s saved at %s. Below is how it stands now and what you wrote: choose."}
	SavedByProgram     = T{"Il caso è cambiato alle %s. Sotto trovi com'è adesso e quello che hai scritto: scegli.", "The case changed at %s. Below is how it stands now and what you wrote: choose."}
	TooLong            = T{"Il testo è troppo lungo: al massimo %d caratteri.", "The text is too long: at most %d characters."}
	NotAText           = T{"Il testo contiene segni che non si possono salvare: riscrivilo.", "The text holds signs that cannot be saved: write it again."}
	DateNeeded         = T{"Scrivi la data, per esempio 3/12 oppure +30.", "Write the date, for example 3/12 or +30."}
	DateInFuture       = T{"La data è nel futuro: scrivi il giorno in cui è successo.", "The date is in the future: write the day on which it happened."}
	DateTooEarly       = T{"La data viene prima del %s: scrivi un giorno da allora in poi.", "The date comes before %s: write a day from then on."}
	DateIsPast         = T{"La data è passata: scrivi oggi o un giorno che deve venire.", "The date is past: write today or a day to come."}
	DateTooFar         = T{"La data è troppo lontana: al massimo il %s.", "The date is too far away: %s at most."}
	ChooseColleague    = T{"Scegli una persona dall'elenco.", "Choose a person from the list."}
	ChooseOther        = T{"Il caso è già suo: scegli un'altra persona.", "They have the case already: choose somebody else."}
	WriteNote          = T{"Scrivi la nota.", "Write the note."}
	ChooseSection      = T{"Scegli la sezione.", "Choose the section."}
	FormSentBefore     = T{"Questo modulo è già stato inviato: ricarica la pagina, poi incolla il testo.", "This form was sent already: reload the page, then paste the text."}
	StepNotThere       = T{"Da questo stato il passaggio non c'è: scegline uno dall'elenco.", "There is no such step from this state: choose one from the list."}
	StepOfOthers       = T{"Questo passaggio lo fa il coordinamento: chiediglielo.", "This step is the coordinator's: ask them."}
	WriteReason        = T{"Scrivi il motivo.", "Write the reason."}
	ChooseReason       = T{"Scegli il motivo.", "Choose the reason."}
	OutcomeUnknown     = T{"Un esito non è fra quelli previsti: scegli dall'elenco.", "An outcome is not among those foreseen: choose from the list."}
	CaseCannotRest     = T{"In questo stato il caso non si sospende: ricarica la pagina per vedere come sta.", "In this state the case cannot be suspended: reload the page to see where it stands."}
	HasManager         = T{"Il caso ha già un case manager: usa «Passa il caso».", "The case has a case manager already: use “Hand the case over”."}
	HasNoManager       = T{"Il caso non ha un case manager: il coordinamento può assegnarlo.", "The case has no case manager: the coordinator can assign one."}
	InTeamAlready      = T{"Questa persona è già nella squadra del caso.", "This person is in the team of the case already."}
	NotInTeam          = T{"Questa persona non è nella squadra del caso.", "This person is not in the team of the case."}
	HandOverWaits      = T{"Il caso è già stato offerto a qualcuno: aspetta la risposta o ritira la richiesta.", "The case was offered to somebody already: wait for the answer or withdraw the request."}
	HandOverGone       = T{"La richiesta non c'è più: qualcuno ha risposto o l'ha ritirata.", "The request is no longer there: somebody answered or withdrew it."}
	GlassReasonShort   = T{"Scrivi il motivo con almeno %d caratteri: che cosa è successo e che cosa ti serve.", "Write the reason in at least %d characters: what happened and what you need."}
	GlassSpent         = T{"Hai già aperto %d casi con motivo oggi: chiedi al coordinamento.", "You have opened %d cases with a reason today: ask the coordinator."}
	ChooseReview       = T{"Scegli com'è andata la verifica.", "Choose how the review went."}
	WriteWhatToDiscuss = T{"Scrivi di che cosa parlare.", "Write what to talk about."}
	ChooseOtherRecord  = T{"Questa scheda è già stata unita, o è la stessa: scegline un'altra.", "This record was merged already, or is the same one: choose another."}
	SplitAlready       = T{"L'unione è già stata annullata.", "The merge was undone already."}
	SplitTaxCode       = T{"Il codice fiscale della scheda unita adesso è di un'altra scheda: correggi prima quello.", "The merged record's tax code now belongs to another record: correct that first."}
)
