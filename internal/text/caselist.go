package text

// Words of the list of cases.
var (
	CasesTitle     = T{"Casi", "Cases"}
	ReservedBody   = T{"Servizio riservato", "Reserved service"}
	ListCaption    = T{"Elenco dei casi", "List of cases"}
	ListTabs       = T{"Elenchi", "Lists"}
	ListMine       = T{"I miei", "Mine"}
	ListNoDate     = T{"Senza prossima data", "Without a next date"}
	ListLate       = T{"In ritardo", "Late"}
	ListNoManager  = T{"Senza case manager", "Without a case manager"}
	ListSeat       = T{"Sede %s", "Seat %s"}
	ListAll        = T{"Tutti", "All"}
	ListIgnored    = T{"Alcuni filtri dell'indirizzo non esistono, o non sono per te: li abbiamo tolti.", "Some filters of the address do not exist, or are not for you: we took them away."}
	ListPageGone   = T{"La pagina chiesta non c'è più: questa è la prima.", "The page asked for is no longer there: this is the first one."}
	ListFirstOne   = T{"1 caso", "1 case"}
	ListCount      = T{"%s casi", "%s cases"}
	ListMany       = T{"oltre 1.000 casi", "more than 1,000 cases"}
	ListManyN      = T{"oltre 1.000", "more than 1,000"}
	ListRange      = T{"Da %s a %s di %s", "%s to %s of %s"}
	ListEmpty      = T{"Nessun caso con questi filtri: %s. Togli i filtri.", "No case with these filters: %s. Take the filters away."}
	ListEmptyZone  = T{"Ancora nessun caso.", "No cases yet."}
	ListClear      = T{"Togli i filtri", "Take the filters away"}
	ListFilters    = T{"Filtri: %s", "Filters: %s"}
	ListNoFilters  = T{"Filtri: nessuno", "Filters: none"}
	ListExport     = T{"Scarica .xlsx", "Download .xlsx"}
	ListNewCase    = T{"Nuovo caso", "New case"}
	ListImport     = T{"Importa un elenco", "Bring in a list"}
	ListHandOver   = T{"Passa i casi di un collega", "Hand over a colleague's cases"}
	ListSearchHint = T{"Nome o codice fiscale", "Name or tax code"}
	ListNote       = T{"Scrivi una nota", "Write a note"}
)

// Headings of the list.
var (
	ColName       = T{"Cognome e nome", "Family and given name"}
	ColTaxCode    = T{"Codice fiscale", "Tax code"}
	ColBorn       = T{"Nata/o il", "Born on"}
	ColTown       = T{"Comune", "Municipality"}
	ColPhone      = T{"Telefono", "Telephone"}
	ColReferrer   = T{"Segnalata da", "Referred by"}
	ColumnsChoose = T{"Colonne", "Columns"}
	ColumnsShown  = T{"Colonne da vedere", "Columns to show"}
	ColumnsAlways = T{"Nome, stato e prossima data ci sono sempre.", "Name, state and next date are always there."}
	ColumnsKept   = T{"Colonne salvate: l'elenco si apre così anche la prossima volta.", "Columns saved: the list opens like this next time too."}
	ColProgramme  = T{"Programma", "Programme"}
	ColState      = T{"Stato", "State"}
	ColManager    = T{"Case manager", "Case manager"}
	ColNext       = T{"Prossima data", "Next date"}
	RowToComplete = T{"da completare", "to be completed"}
	RowNoDate     = T{"senza data", "no date"}
	RowLateBy     = T{"da %d giorni", "%d days late"}
	RowLateByOne  = T{"da 1 giorno", "1 day late"}
	RowReviewOn   = T{"riesame %s", "review %s"}
)

// Filters of the list.
var (
	FilterMine       = T{"Case manager: io", "Case manager: me"}
	FilterManager    = T{"Case manager: %s", "Case manager: %s"}
	FilterNobody     = T{"nessuno", "nobody"}
	FilterOpen       = T{"Aperti", "Open"}
	FilterOpenHint   = T{"Solo aperti, sospesi compresi", "Open only, suspended too"}
	FilterState      = T{"Stato: %s", "State: %s"}
	FilterSeat       = T{"Sede: %s", "Seat: %s"}
	FilterTown       = T{"Comune: %s", "Municipality: %s"}
	FilterReferrer   = T{"Segnalata da: %s", "Referred by: %s"}
	FilterProgramme  = T{"Programma: %s", "Programme: %s"}
	FilterDue        = T{"Prossima data: %s", "Next date: %s"}
	FilterFrom       = T{"Prossima data dal %s", "Next date from %s"}
	FilterTo         = T{"Prossima data al %s", "Next date to %s"}
	FilterSearch     = T{"Ricerca: %s", "Search: %s"}
	FilterOffers     = T{"Passaggio in attesa di risposta", "Hand-over waiting for an answer"}
	FilterOffersMine = T{"Passaggio offerto a me", "Hand-over offered to me"}
	FilterNoTaxCode  = T{"Codice fiscale da completare", "Tax code to be completed"}
	FilterMore       = T{"Altro filtro", "Another filter"}
	FilterSeatName   = T{"Sede", "Seat"}
	FilterFromName   = T{"Dal", "From"}
	FilterToName     = T{"Al", "To"}
	FilterAny        = T{"Tutti", "All"}
	DueTodayWord     = T{"oggi", "today"}
	DueLateWord      = T{"in ritardo", "late"}
	DueWeekWord      = T{"nei prossimi 7 giorni", "within 7 days"}
	DueNoneWord      = T{"manca", "missing"}
	DueReviewWord    = T{"riesame della sospensione da fare", "review of the suspension due"}
	SearchTooShort   = T{"Scrivi almeno due lettere del nome, o il codice fiscale intero.", "Write at least two letters of the name, or the whole tax code."}
	SearchTooMany    = T{"Hai fatto molte ricerche in un minuto: aspetta un momento e riprova.", "You made many searches within a minute: wait a moment and try again."}
	SearchGone       = T{"La ricerca è scaduta: scrivi di nuovo il nome.", "The search has expired: write the name again."}
	SearchNothing    = T{"Nessuno con questo nome o codice fra i casi che vedi. Controlla come è scritto, o togli i filtri.", "Nobody with this name or code among the cases that you see. Check the spelling, or take the filters away."}
	SearchNeedsField = T{"Nome o codice fiscale", "Name or tax code"}
)

// Words of the saved lists.
var (
	ViewSave      = T{"Salva questo elenco", "Save this list"}
	ViewName      = T{"Nome dell'elenco", "Name of the list"}
	ViewNames     = T{"I tuoi elenchi", "Your lists"}
	ViewManage    = T{"Gestisci gli elenchi", "Manage the lists"}
	ViewRename    = T{"Cambia nome", "Rename"}
	ViewDelete    = T{"Elimina l'elenco", "Delete the list"}
	ViewSaved     = T{"Elenco salvato.", "List saved."}
	ViewRenamed   = T{"Nome cambiato.", "Renamed."}
	ViewDeleted   = T{"Elenco eliminato.", "List deleted."}
	ViewRestored  = T{"L'elenco è di nuovo qui.", "The list is back."}
	ViewNameNeed  = T{"Scrivi il nome dell'elenco.", "Write the name of the list."}
	ViewNameTaken = T{"Hai già un elenco con questo nome: scegline un altro.", "You have a list with this name already: choose another."}
	ViewTooMany   = T{"Hai già %d elenchi: eliminane uno.", "You have %d lists already: delete one."}
	ViewNone      = T{"Nessun elenco salvato. Scegli dei filtri in Casi, poi «Salva questo elenco».", "No saved lists. Choose filters in Cases, then “Save this list”."}
	ViewNoFilter  = T{"Scegli almeno un filtro: l'elenco di tutti i casi c'è già.", "Choose at least one filter: the list of all cases is there already."}
	ViewOpen      = T{"Apri l'elenco", "Open the list"}
)

// Words of the exported list.
var (
	ExportSheet   = T{"Casi", "Cases"}
	ExportFooter  = T{"%s. Esportato da %s il %s alle %s. Dati personali: conserva il file solo finché serve.", "%s. Exported by %s on %s at %s. Personal data: keep the file only as long as needed."}
	ExportTooMany = T{"L'elenco ha più di %d casi: restringi i filtri, o chiedi il file al coordinamento.", "The list has more than %d cases: narrow the filters, or ask the coordinator for the file."}
)

// Words of the hand-over of a colleague's cases.
var (
	BulkTitle       = T{"Passa i casi di un collega", "Hand over a colleague's cases"}
	BulkFrom        = T{"Da", "From"}
	BulkTo          = T{"A", "To"}
	BulkCases       = T{"%s, %d casi aperti", "%s, %d open cases"}
	BulkShow        = T{"Mostra i casi", "Show the cases"}
	BulkReason      = T{"Motivo", "Reason"}
	BulkReasonHint  = T{"Lo legge chi riceve i casi.", "Whoever receives the cases reads it."}
	BulkLeft        = T{"La persona non lavora più qui: i casi passano subito", "The person no longer works here: the cases pass at once"}
	BulkLeftHint    = T{"Senza questa scelta ogni caso resta a chi lo ha finché l'altra persona accetta.", "Without this choice each case stays where it is until the other person accepts."}
	BulkWill        = T{"Succederà questo", "This will happen"}
	BulkWillAsk     = T{"%s riceve la richiesta per i casi segnati e li accetta uno per uno. Se la persona non lavora più qui, i casi sono suoi subito.", "%s receives the request for the marked cases and accepts them one by one. If the person no longer works here, the cases are theirs at once."}
	BulkCaption     = T{"Casi da passare", "Cases to hand over"}
	BulkMarked      = T{"%d casi, tutti segnati: togli il segno a quelli che restano.", "%d cases, all marked: take the mark off those that stay."}
	BulkNone        = T{"%s non ha casi aperti.", "%s has no open cases."}
	BulkWaits       = T{"già offerto a %s", "offered to %s already"}
	BulkDo          = T{"Passa i casi segnati", "Hand over the marked cases"}
	BulkChooseFrom  = T{"Scegli di chi sono i casi.", "Choose whose cases they are."}
	BulkChooseCase  = T{"Segna almeno un caso.", "Mark at least one case."}
	BulkSame        = T{"Chi dà e chi riceve sono la stessa persona: scegline un'altra.", "The giver and the receiver are the same person: choose another."}
	BulkTooMany     = T{"Passa al massimo %d casi alla volta.", "Hand over at most %d cases at a time."}
	BulkDoneTitle   = T{"Casi passati", "Cases handed over"}
	BulkAsked       = T{"Chiesti %d passaggi a %s: li trova in Oggi.", "Asked for %d hand-overs to %s: they are under Today."}
	BulkPassed      = T{"Passati %d casi a %s: li trova tra i suoi da adesso.", "Handed %d cases to %s: they are among theirs from now on."}
	BulkLeftOut     = T{"Rimasti fuori, %d", "Left out, %d"}
	BulkNoneOut     = T{"Nessun caso segnato è rimasto fuori.", "No marked case was left out."}
	BulkWhy         = T{"Perché", "Why"}
	BulkWhyPending  = T{"c'era già una richiesta in attesa", "a request was waiting already"}
	BulkWhyMoved    = T{"non è più di questa persona", "it is no longer this person's"}
	BulkWhyClosed   = T{"è stato chiuso", "it was closed"}
	BulkWhyMissing  = T{"non c'è più", "it is no longer there"}
	BulkUndo        = T{"Annulla i passaggi", "Undo the hand-overs"}
	BulkUndoHint    = T{"Ritira le richieste ancora in attesa, e rimette i casi passati subito a chi li aveva.", "Withdraws the requests that wait, and gives the cases that passed at once back to who had them."}
	BulkUndone      = T{"Annullati %d passaggi.", "Undone %d hand-overs."}
	BulkUndoneSome  = T{"Annullati %d passaggi; %d restano, perché nel frattempo c'è stata una risposta o un altro passaggio.", "Undone %d hand-overs; %d stay, because somebody answered or handed the case on meanwhile."}
	BulkNothingUndo = T{"Niente da annullare: le richieste hanno già avuto risposta.", "Nothing to undo: the requests were answered already."}
)
