package text

// The interface for figures.
var (
	APIIndicatorsNoun        = T{"Andamento", "Figures"}
	APIIndicatorsTitle       = T{"I numeri della zona", "The figures of the zone"}
	APIIndicatorsAbout       = T{"Un periodo di mesi (senza: gli ultimi dodici), con quello uguale prima, per tutta la zona o per un filtro solo: sede, comune, chi segnala o programma. Può chi coordina e chi dirige; chi dirige non legge i numeri sotto 5 né quelli che li svelerebbero. Ogni cifra è definita nella pagina Andamento, «Come si conta».", "A period of months (the last twelve when missing) with the same length before, for all of the zone or for a single filter: seat, municipality, referrer or programme. Coordinator and director may; the director does not read numbers below 5, nor those that would give them away. Each figure is defined on the overview's page, “How it is counted”."}
	APIIndicatorCasesTitle   = T{"I casi dietro una cifra", "The cases behind a figure"}
	APIIndicatorCasesAbout   = T{"Una riga per ogni cosa contata, senza nomi. Può chi coordina. Una cifra di adesso (now, wait, next, check_due) non guarda il periodo; over tiene solo quello che ha passato il suo giorno. index vuole part.", "One row for each thing counted, without names. The coordinator may. A figure of today (now, wait, next, check_due) does not look at the period; over keeps only what is past its day. index needs part."}
	APIMyIndicatorsTitle     = T{"I numeri dei tuoi casi", "The figures of your cases"}
	APIMyIndicatorsAbout     = T{"Come per la zona, per i casi di cui sei case manager.", "As for the zone, for the cases that you manage."}
	APIMyIndicatorCasesTitle = T{"I tuoi casi dietro una cifra", "Your cases behind a figure"}
	APIMyIndicatorCasesAbout = T{"Come per la zona, per i casi di cui sei case manager.", "As for the zone, for the cases that you manage."}
	APIPeriodWrong           = T{"Il periodo non va: al massimo %d mesi, fino a questo mese, il primo non dopo l'ultimo.", "The period does not fit: at most %d months, up to this month, the first not after the last."}
	APIFigureFilter          = T{"Chiedi una parte che la cifra ha, e un filtro solo, con un valore di questa zona.", "Ask for a part that the figure has, and for a single filter with a value of this zone."}
)

func init() {
	APINouns[APIIndicatorsNoun[Italian]] = T{"Quanti, dove, da quanto: dalle stesse somme della pagina Andamento.", "How many, where, for how long: from the same sums as the overview's page."}
	for name, t := range indicatorFields {
		if _, ok := APIFields[name]; ok {
			panic("two meanings of " + name)
		}
		APIFields[name] = t
	}
}

// indicatorFields says what the fields of figures mean, like APIFields.
var indicatorFields = map[string]T{
	"from_month":                      {"Primo mese, AAAA-MM", "First month, YYYY-MM"},
	"to_month":                        {"Ultimo mese, AAAA-MM", "Last month, YYYY-MM"},
	"referrer":                        {"Id dell'ente che segnala, o RESERVED_HEALTH, RESERVED_OTHER per gli enti riservati insieme", "Id of the body that refers, or RESERVED_HEALTH, RESERVED_OTHER for reserved bodies together"},
	"pending":                         {"Casi cambiati e non ancora contati", "Cases that changed and are not counted yet"},
	"figures":                         {"Le cifre", "The figures"},
	"by_month":                        {"Mese per mese", "Month by month"},
	"managers":                        {"Il carico di ogni case manager; vuoto per chi non apre i casi o con un filtro", "The load of each case manager; empty for whoever does not open the cases, or with a filter"},
	"figure":                          {"La cifra", "The figure"},
	"part":                            {"Una parte della cifra: uno stato, una fase, un motivo, un esito, in_time o late, none o date, indice:better…", "A part of the figure: a state, a phase, a reason, an outcome, in_time or late, none or date, index:better…"},
	"value":                           {"Il numero", "The number"},
	"fewer_than":                      {"Il numero è più piccolo di questo e non si dice", "The number is smaller than this and is not told"},
	"withheld":                        {"Il numero non si dice, perché ne svelerebbe uno piccolo", "The number is not told, because it would give a small one away"},
	"referred":                        {"Episodi aperti", "Episodes opened"},
	"taken":                           {"Presi in carico", "Taken in charge"},
	"left":                            {"Rinviati o non ammessi", "Redirected or not admitted"},
	"closed":                          {"Chiusi", "Closed"},
	"checked_in_time":                 {"Verifiche in tempo", "Checks in time"},
	"checked_late":                    {"Verifiche in ritardo", "Checks late"},
	"in_charge":                       {"In carico a fine mese", "In charge at the month's end"},
	"total":                           {"Casi aperti o sospesi", "Open or suspended cases"},
	"under_way":                       {"In attuazione", "Under way"},
	"earlier":                         {"In una fase prima dell'attuazione", "In a phase before that"},
	"resting":                         {"Sospesi", "Suspended"},
	"no_date":                         {"Aperti senza prossima data", "Open without a next date"},
	"past_date":                       {"Con la prossima data passata", "With a next date that has passed"},
	"weight_tenths":                   {"Il peso, in decimi di caso", "The weight, in tenths of a case"},
	"FigureMonth.over":                {"Oltre un termine a fine mese", "Over a term at the month's end"},
	"show_indicator_cases.over":       {"Solo quello che ha passato il suo giorno", "Only what is past its day"},
	"show_my_indicator_cases.over":    {"Solo quello che ha passato il suo giorno", "Only what is past its day"},
	"Counted.manager_id":              {"Id del case manager", "Id of the case manager"},
	"Figure.label":                    {"La cifra in parole", "The figure in words"},
	"Counted.day":                     {"Il giorno del fatto, o da quando", "The day of the fact, or since when"},
	"show_indicator_cases.manager_id": {"Solo i casi di questo case manager", "Only the cases of this case manager"},
}
