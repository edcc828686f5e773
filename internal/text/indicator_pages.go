package text

// Words of the overview.
var (
	NavOverview     = T{"Andamento", "Overview"}
	OverviewTitle   = T{"Andamento", "Overview"}
	OverviewMine    = T{"Il mio andamento", "My overview"}
	OverviewMineGo  = T{"I miei casi", "My cases"}
	OverviewZoneGo  = T{"Tutta la zona", "All of the zone"}
	OverviewMonthGo = T{"Scheda del mese", "Sheet of the month"}
	OverviewXLSX    = T{"Scarica .xlsx", "Download .xlsx"}
	OverviewCSV     = T{"Scarica .csv", "Download .csv"}
	OverviewFresh   = T{"Ogni numero apre il suo elenco. Aggiornato ora.", "Each figure opens its list. Updated now."}
	OverviewFreshNo = T{"Aggiornato ora.", "Updated now."}
	OverviewPending = T{"Si stanno contando le ultime modifiche di %s casi: ricarica tra poco.", "The last changes of %s cases are being counted: reload in a moment."}
	OverviewNever   = T{"I numeri di questa zona si stanno contando per la prima volta: ricarica tra qualche minuto.", "The figures of this zone are being counted for the first time: reload in a few minutes."}
	OverviewEmpty   = T{"Non ci sono ancora casi da contare. I numeri compaiono con la prima segnalazione.", "There are no cases to count yet. Figures appear with the first referral."}
	OverviewFirst   = T{"I primi dati sono di %s.", "The first data are of %s."}
	OverviewFew     = T{"I numeri da 1 a %d si leggono «meno di %d»; dove il totale li svelerebbe, «non detto».", "Figures from 1 to %d read “fewer than %d”; where the total would give them away, “not told”."}
	FigureFew       = T{"meno di %d", "fewer than %d"}
	FigureReserved  = T{"Motivo riservato", "Reserved reason"}
	FigureBlank     = T{"non detto", "not told"}

	BoxInCharge   = T{"In carico oggi", "In charge today"}
	BoxLate       = T{"Oltre un termine", "Over a term"}
	BoxNoDate     = T{"Senza prossima data", "Without a next date"}
	BoxChecksLate = T{"Verifiche in ritardo", "Checks late"}
	BoxChecksAll  = T{"su %s da fare", "of %s to make"}
	BoxBefore     = T{"prima: %s", "before: %s"}
	BoxInMonth    = T{"%s a %s", "%s in %s"}
	BoxUnderWay   = T{"%s in attuazione", "%s under way"}
	BoxWere       = T{"erano %s a fine %s", "%s at the end of %s"}
	BoxWithWork   = T{"%s con un lavoro", "%s with work"}
	BoxOldest     = T{"il più vecchio: %s gg", "the oldest: %s d"}
	BoxManagers   = T{"di %s case manager", "of %s case managers"}

	OverviewPeriod     = T{"Dal %s al %s", "From %s to %s"}
	OverviewPeriodName = T{"Periodo", "Period"}
	OverviewFrom       = T{"Dal mese", "From month"}
	OverviewTo         = T{"Al mese", "To month"}
	OverviewApply      = T{"Mostra", "Show"}
	OverviewSeat       = T{"Sede", "Seat"}
	OverviewTown       = T{"Comune", "Municipality"}
	OverviewReferrer   = T{"Segnalata da", "Referred by"}
	OverviewProgramme  = T{"Programma", "Programme"}
	OverviewIgnored    = T{"L'indirizzo chiede un periodo o un filtro che qui non c'è: lo abbiamo tolto.", "The address asks for a period or a filter that is not here: we took it off."}
	OverviewOne        = T{"Un filtro alla volta: il nuovo prende il posto dell'altro.", "One filter at a time: a new one takes the other's place."}

	WaitsTitle   = T{"Quanto si aspetta, fase per fase", "How long people wait, phase by phase"}
	WaitsPhase   = T{"Fase", "Phase"}
	WaitsCount   = T{"Casi ora", "Cases now"}
	WaitsDays    = T{"Giorni", "Days"}
	WaitsMedian  = T{"Metà entro", "Half within"}
	WaitsNine    = T{"9 su 10 entro", "9 of 10 within"}
	WaitsWere    = T{"A fine %s", "End of %s"}
	WaitsTerm    = T{"Termine", "Term"}
	WaitsLate    = T{"Oltre termine", "Over the term"}
	WaitsDay     = T{"%d gg", "%d d"}
	WaitsWorking = T{"%d gg lavorativi", "%d working d"}
	WaitsMonth   = T{"%d mesi", "%d months"}
	LegendHalf   = T{"metà dei casi entro", "half of the cases within"}
	LegendNine   = T{"9 casi su 10 entro", "9 cases of 10 within"}
	LegendTerm   = T{"linea tratteggiata: termine", "dashed line: term"}

	LoadTitle    = T{"Carico per case manager", "Load by case manager"}
	LoadName     = T{"Case manager", "Case manager"}
	LoadCases    = T{"Casi aperti", "Open cases"}
	LoadTotal    = T{"Totale", "Total"}
	LoadWeight   = T{"Peso", "Weight"}
	LoadNoDate   = T{"Senza data", "No date"}
	LoadLate     = T{"In ritardo", "Late"}
	LoadNobody   = T{"Senza case manager", "Without a case manager"}
	LoadUnder    = T{"attuazione", "under way"}
	LoadBefore   = T{"prima", "before"}
	LoadRest     = T{"sospesi", "suspended"}
	LoadLimit    = T{"linea tratteggiata: limite %d", "dashed line: limit %d"}
	LoadAbout    = T{"Il peso conta ogni caso secondo la fase: in valutazione più di uno, in attesa o sospeso meno.", "The weight counts each case by its phase: more than one in assessment, less while it waits or is suspended."}
	LoadFiltered = T{"Il carico si vede senza filtri: riguarda tutta la zona.", "The load is shown without filters: it is about all of the zone."}

	ClosedTitle   = T{"Come si sono chiusi i %s casi", "How the %s cases closed"}
	ClosedNone    = T{"Nessun caso chiuso nel periodo.", "No case closed in the period."}
	ClosedReason  = T{"Motivo", "Reason"}
	ClosedCases   = T{"Casi", "Cases"}
	ClosedBefore  = T{"Prima", "Before"}
	ClosedShare   = T{"Quota", "Share"}
	OutcomesTitle = T{"Esiti scritti alle chiusure", "Outcomes written at closures"}
	OutcomesName  = T{"Esito", "Outcome"}

	IndexTitle  = T{"Autonomia e occupabilità, dall'ingresso all'ultima valutazione", "Autonomy and employability, from entry to the last assessment"}
	IndexPeople = T{"%s persone con almeno due valutazioni; metà entro %d mesi tra le due.", "%s people with at least two assessments; half within %d months between the two."}
	IndexNone   = T{"Servono almeno due valutazioni nello stesso episodio per vedere il cambiamento.", "At least two assessments in the same episode are needed to see the change."}
	IndexBetter = T{"%s migliorati", "%s better"}
	IndexSame   = T{"%s uguali", "%s the same"}
	IndexWorse  = T{"%s peggiorati", "%s worse"}
	IndexBefore = T{"Periodo prima: %s.", "Period before: %s."}
	IndexColumn = T{"Indice", "Index"}
	IndexEntry  = T{"Ingresso", "Entry"}
	IndexLast   = T{"Ultima", "Last"}
	IndexRange  = T{"da %d a %s", "from %d to %s"}
	IndexFoot   = T{"Mostra come stanno le persone alla seconda data, non quanto abbia contribuito il servizio.", "It shows how people are at the second date, not what the service contributed."}

	MonthsTitle    = T{"Mese per mese", "Month by month"}
	MonthsMonth    = T{"Mese", "Month"}
	MonthsSum      = T{"Tutto il periodo", "All of the period"}
	MonthsInTime   = T{"Verifiche in tempo", "Checks in time"}
	MonthsLate     = T{"Verifiche in ritardo", "Checks late"}
	MonthsOver     = T{"Oltre un termine a fine mese", "Over a term at the month's end"}
	MonthsInCharge = T{"In carico a fine mese", "In charge at the month's end"}

	DefinitionsTitle = T{"Come si conta", "How it is counted"}

	RowsNone     = T{"Nessun caso dietro questo numero.", "No case behind this figure."}
	RowsCount    = T{"%s righe", "%s rows"}
	RowsOne      = T{"1 riga", "1 row"}
	RowsName     = T{"Cognome e nome", "Family and given name"}
	RowsNumber   = T{"Caso", "Case"}
	RowsState    = T{"Stato", "State"}
	RowsManager  = T{"Case manager", "Case manager"}
	RowsDay      = T{"Giorno", "Day"}
	RowsSince    = T{"Dal", "Since"}
	RowsFirst    = T{"Torna all'inizio", "Back to the beginning"}
	RowsBeyond   = T{"oltre il termine", "over the term"}
	RowsPast     = T{"in ritardo", "late"}
	RowsBack     = T{"Andamento", "Overview"}
	PartNoDate   = T{"senza data", "without a date"}
	PartInTime   = T{"in tempo", "in time"}
	PartLate     = T{"in ritardo", "late"}
	PartInCharge = T{"in carico", "in charge"}
	PartIndex    = T{"%s: %s", "%s: %s"}
	PartBetter   = T{"migliorati", "better"}
	PartSame     = T{"uguali", "the same"}
	PartWorse    = T{"peggiorati", "worse"}
	PartEntry    = T{"ingresso da %d a %s", "entry from %d to %s"}
	PartLast     = T{"ultima da %d a %s", "last from %d to %s"}

	SheetTitle    = T{"Andamento di %s", "Overview of %s"}
	SheetNow      = T{"Come stanno ora", "As things stand now"}
	SheetPeriod   = T{"Nel periodo", "In the period"}
	SheetEntry    = T{"%s, ingresso %s", "%s, entry %s"}
	SheetLast     = T{"%s, ultima %s", "%s, last %s"}
	SheetTold     = T{"%s al %s: dati aggregati, senza nomi.", "%s on %s: aggregated data, without names."}
	SheetGroup    = T{"Gruppo", "Group"}
	SheetFigure   = T{"Voce", "Figure"}
	SheetValue    = T{"Numero", "Number"}
	SheetBefore   = T{"Periodo prima", "Period before"}
	SheetPrevious = T{"Mese prima", "Month before"}
	SheetNext     = T{"Mese dopo", "Month after"}
	SheetThis     = T{"Questo mese", "This month"}
	SheetFooter   = T{"%s. %s. Scaricato da %s il %s alle %s.", "%s. %s. Downloaded by %s on %s at %s."}
)

// SheetTitleOf is the title of the sheet of a month.
func SheetTitleOf(italian, english string) T {
	return T{SheetTitle.F(Italian, italian), SheetTitle.F(English, english)}
}
