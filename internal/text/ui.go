package text

// Words of the frame, the forms and the common parts of every page.
var (
	SkipToContent = T{"Vai al contenuto", "Skip to content"}
	SkipToSearch  = T{"Vai alla ricerca", "Skip to search"}
	MainNav       = T{"Principale", "Main"}
	PathLabel     = T{"Percorso", "Breadcrumb"}
	AsideLabel    = T{"In breve", "At a glance"}
	Search        = T{"Cerca", "Search"}
	SearchLabel   = T{"Cerca nome o codice fiscale", "Search name or tax code"}
	Menu          = T{"Menu", "Menu"}
	Waiting       = T{"in attesa:", "waiting:"}
	Profile       = T{"Profilo", "Profile"}
	Sessions      = T{"Sessioni aperte", "Open sessions"}
	Logout        = T{"Esci", "Sign out"}
	DemoNotice    = T{"Dati inventati a scopo dimostrativo", "Invented data, for demonstration"}
	HelpAndKeys   = T{"Aiuto e scorciatoie", "Help and shortcuts"}
	HelpOnPage    = T{"Aiuto su questa pagina", "Help on this page"}
	Accessibility = T{"Accessibilità", "Accessibility"}
	Privacy       = T{"Privacy", "Privacy"}
	PrintedBy     = T{"%s. Stampato da %s, %s", "%s. Printed by %s, %s"}
	Undo          = T{"Annulla", "Undo"}
	Cancel        = T{"Annulla", "Cancel"}
	Close         = T{"Chiudi", "Close"}
	Save          = T{"Salva", "Save"}

	KeysTitle  = T{"Scorciatoie da tastiera", "Keyboard shortcuts"}
	KeysSwitch = T{"Usa i tasti a una lettera", "Use single-letter keys"}
	KeysKey    = T{"Tasto", "Key"}
	KeysDoes   = T{"Che cosa fa", "What it does"}
	EnterKey   = T{"Invio", "Enter"}
	KeySearch  = T{"Cerca una persona o un caso", "Search a person or a case"}
	KeyHelp    = T{"Mostra queste scorciatoie", "Show these shortcuts"}
	KeyToday   = T{"Vai a Oggi", "Go to Today"}
	KeyCases   = T{"Vai a Casi", "Go to Cases"}
	KeyRows    = T{"Scorri le righe di un elenco", "Move through the rows of a list"}
	KeyOpen    = T{"Apri la riga scelta", "Open the chosen row"}
	KeyDate    = T{"Fissa la prossima data della riga", "Set the next date of the row"}
	KeyNote    = T{"Scrivi una nota sulla riga", "Write a note on the row"}
)

// Words of forms.
var (
	Optional        = T{"(facoltativo)", "(optional)"}
	DateShape       = T{"gg/mm/aaaa", "dd/mm/yyyy"}
	CharactersLimit = T{"Al massimo %d caratteri", "At most %d characters"}
	CharactersLeft  = T{"Restano {n} caratteri", "{n} characters left"}
	CharactersOver  = T{"{n} caratteri di troppo", "{n} characters too many"}
	DraftSaved      = T{"Bozza salvata {t}", "Draft saved {t}"}
	FormDraftSaved  = T{"Bozza salvata alle {t}. Si può chiudere e riprendere.", "Draft saved at {t}. You can close and come back."}
	DraftFailed     = T{"Bozza non salvata: controlla la connessione", "Draft not saved: check the connection"}
	ErrorsToFix     = T{"Correggi %d campi", "Correct %d fields"}
	ErrorToFix      = T{"Correggi un campo", "Correct one field"}
	StillHere       = T{"Quello che hai scritto è ancora qui.", "What you wrote is still here."}
	NoChoice        = T{"Scegli", "Choose"}
	FetchFailed     = T{"Non siamo riusciti a salvare. Riprova.", "We could not save. Try again."}
)

// Words of lists and parts.
var (
	RemoveFilter  = T{"Togli il filtro", "Remove filter"}
	FilterApply   = T{"Applica", "Apply"}
	FiltersLabel  = T{"Filtri", "Filters"}
	CountsLabel   = T{"Che cosa mostrare", "What to show"}
	PagesLabel    = T{"Pagine", "Pages"}
	PagePrevious  = T{"Pagina precedente", "Previous page"}
	PageNext      = T{"Pagina seguente", "Next page"}
	StepsLabel    = T{"Passi", "Steps"}
	StepDone      = T{"fatto", "done"}
	PhasesLabel   = T{"Fasi", "Phases"}
	PhaseNow      = T{"%s, ora", "%s, now"}
	PipsLabel     = T{"%d di %d", "%d of %d"}
	PipsSuspended = T{"%d di %d, fermo", "%d of %d, on hold"}
	Reserved      = T{"riservata", "reserved"}
	DatumLabel    = T{"Dato", "Datum"}
	Different     = T{"diverso", "different"}
	DateChange    = T{"Prossima data", "Next date"}
	HintRows      = T{"scorri", "move"}
	HintOpen      = T{"apri", "open"}
	HintDate      = T{"fissa la data", "set the date"}
	HintNote      = T{"nota", "note"}
	HintSearch    = T{"cerca", "search"}
)

// Words of the pages that replace a page.
var (
	ErrTitleInternal = T{"Qualcosa non ha funzionato", "Something went wrong"}
	ErrTitleMissing  = T{"Pagina non trovata", "Page not found"}
	ErrTitleInvalid  = T{"Controlla i dati", "Check the data"}
	ErrTitleConflict = T{"Qualcuno ha salvato prima", "Somebody saved first"}
	ErrTitleTooLarge = T{"File troppo grande", "File too large"}
	ErrTitleTooMany  = T{"Troppe richieste", "Too many requests"}
	ErrTitleLogin    = T{"Entra", "Sign in"}
	ErrTitleLocked   = T{"Adesso non si può salvare", "Saving is not possible now"}
	ErrTextInternal  = T{"Non siamo riusciti a completare la richiesta. Riprova.", "We could not complete the request. Try again."}
	ErrTextConflict  = T{"Il dato è cambiato intanto. Torna indietro, ricarica la pagina e rifai la modifica.", "The data changed meanwhile. Go back, reload the page and make the change again."}
	ErrTextTooLarge  = T{"Il file supera la misura massima: scegline uno più piccolo.", "The file is above the limit: choose a smaller one."}
	ErrTextTooMany   = T{"Aspetta qualche minuto e riprova.", "Wait a few minutes and try again."}
	ErrTextLogin     = T{"La sessione è finita. Entra di nuovo: il testo è salvato.", "The session is over. Sign in again: your text is saved."}
	ErrTextLocked    = T{"Niente è stato salvato. Riprova tra qualche minuto.", "Nothing was saved. Try again in a few minutes."}
	ErrCode          = T{"Se succede ancora, cita il codice %s.", "If it happens again, quote the code %s."}
	BackToStart      = T{"Torna all'inizio", "Back to start"}
	GoToLogin        = T{"Entra", "Sign in"}
)
